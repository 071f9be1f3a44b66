/** Segments of ASC X12, and the envelope around them. */
import type { Instant } from '../zone.ts'

/** Element, component, repetition and segment are told apart by these; no value may hold one. */
const delimiters = /[*:^~]/g

/**
 * A value as a segment may carry it: X12 knows no escape, so that a delimiter becomes a blank;
 * capitals without accents, for every receiver's sake; empty ends are cut.
 */
export const x12Text = (value: string): string =>
  value
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(delimiters, ' ')
    .replaceAll(/[^\x20-\x7e]/g, ' ')
    .replaceAll(/ +/g, ' ')
    .trim()
    .toUpperCase()

/** Components of one element, each of them plain. */
export interface Composite {
  readonly components: readonly string[]
}
export const composite = (...components: readonly string[]): Composite => ({ components })

type Element = string | number | Composite | null

const elementText = (element: Element): string => {
  if (element === null) return ''
  if (typeof element === 'object') return cut(element.components.map(x12Text)).join(':')
  return x12Text(String(element))
}

/** Without empty elements at its end. */
function cut(texts: readonly string[]): readonly string[] {
  const last = texts.findLastIndex((text) => text !== '')
  return texts.slice(0, last + 1)
}

/** One segment, without its terminator. */
export const segment = (id: string, ...elements: readonly Element[]): string =>
  [id, ...cut(elements.map(elementText))].join('*')

/** 20261105 of a day or an instant. */
export const x12Day = (day: string): string => day.slice(0, 10).replaceAll('-', '')
/** 1530 of an instant. */
const x12Time = (at: Instant): string => at.slice(11, 16).replace(':', '')

export interface Envelope {
  readonly control_number: number
  readonly at: Instant
  readonly submitter_id: string
  readonly receiver_id: string
  /** Made for a trial: no payer pays it. */
  readonly test: boolean
}

/** The only segment of fixed widths: it says which characters are delimiters. */
function interchange({ control_number, at, submitter_id, receiver_id, test }: Envelope): string {
  const party = (id: string) => x12Text(id).padEnd(15).slice(0, 15)
  const blank = ' '.repeat(10)
  return [
    ...['ISA', '00', blank, '00', blank, 'ZZ', party(submitter_id), 'ZZ', party(receiver_id)],
    ...[x12Day(at).slice(2), x12Time(at), '^', '00501', String(control_number).padStart(9, '0')],
    ...['0', test ? 'T' : 'P', ':'],
  ].join('*')
}

/** A transaction set in its functional group in its interchange, each counted and closed. */
export function enveloped(
  envelope: Envelope,
  {
    kind,
    version,
    group,
  }: { readonly kind: string; readonly version: string; readonly group: string },
  body: readonly string[],
): string {
  const { control_number: number, at, submitter_id, receiver_id } = envelope
  const segments = [
    interchange(envelope),
    segment('GS', group, submitter_id, receiver_id, x12Day(at), x12Time(at), number, 'X', version),
    segment('ST', kind, '0001', version),
    ...body,
    segment('SE', body.length + 2, '0001'),
    segment('GE', 1, number),
    segment('IEA', 1, String(number).padStart(9, '0')),
  ]
  return `${segments.join('~\n')}~\n`
}

/** A scenario: a sentence of the specification, a story, and what must be determined. */
import type {
  Determination,
  ExclusionReason,
  ReasonSlug,
} from '../../../server/domain/billing/determined.ts'
import type { Story } from './story.ts'

/** The sample's form of what is expected, and what the sample leaves open. */
export interface Expected {
  /** Billed: codes in order, units as CODExN. */
  readonly b?: string
  /** Held, or not billed, for exactly these reasons (notes on planning aside). */
  readonly h?: string
  readonly n?: string
  /** Not billed, whatever the outcome. */
  readonly either?: true
  /** The reasons of h or n are among those given; there may be others. */
  readonly among?: true
  /** Reasons that must not be given. */
  readonly lacks?: string
  /** Notes beside a bill: exactly these, none where absent. */
  readonly notes?: string
  /** Counted minutes. */
  readonly m?: number
  readonly s?: string
  readonly npi?: string
  readonly pos?: string
  /** Diagnoses of the first line, in order. */
  readonly dx?: string
  /** Modifiers of the first line. */
  readonly modifiers?: string
  /** Lines that are proposed while on hold. */
  readonly proposed?: string
  /** All excluded seconds of the month's activities, by reason. */
  readonly excluded?: Readonly<Partial<Record<ExclusionReason, number>>>
  readonly next?: Determination['next']
  readonly policy?: string
  readonly time_rule?: 'midpoint' | 'full'
  /** Elements that must have this outcome. */
  readonly elements?: Readonly<Record<string, 'met' | 'unmet' | 'not_applicable'>>
}

export interface Scenario {
  /** Reads like a sentence of the specification. */
  readonly title: string
  readonly story: Story
  readonly expected: Expected
  /** Where the specification allows two readings: which one was chosen, and the other. */
  readonly ambiguous?: string
}

export const scenario = (
  title: string,
  story: Story,
  expected: Expected,
  ambiguous?: string,
): Scenario => ({ title, story, expected, ...(ambiguous === undefined ? {} : { ambiguous }) })

/** Reasons that stand beside a bill and never change the outcome. */
export const notes: readonly ReasonSlug[] = [
  'add-on-capped',
  'initial-month-short',
  'g2214-minimum-disputed',
]

const slugs = (text: string | undefined): readonly string[] =>
  (text ?? '').split(' ').filter(Boolean).toSorted()

const linesText = (lines: Determination['lines'] | Determination['proposed']): string =>
  lines.map(({ code, units }) => code + (units > 1 ? `x${units}` : '')).join(' ')

const isNote = (slug: string) => notes.some((note) => note === slug)

/** What a determination says about that which a scenario expects: compared as one object. */
export function said(got: Determination, expected: Expected, touched: readonly string[]) {
  const reasons = got.reasons.map(({ reason }) => reason as string).toSorted()
  const wanted = slugs(expected.h ?? expected.n)
  const lacking = slugs(expected.lacks).filter((slug) => reasons.includes(slug))
  const line = got.lines[0]
  const excluded: Record<string, number> = {}
  for (const { activity, seconds, reason } of got.excluded)
    if (touched.includes(activity)) excluded[reason] = (excluded[reason] ?? 0) + seconds
  const facts: Record<keyof Expected, unknown> = {
    b: got.outcome === 'bill' ? linesText(got.lines) : got.outcome,
    h: got.outcome === 'hold' ? reasonsText(reasons, wanted, expected.among) : got.outcome,
    n: got.outcome === 'no_bill' ? reasonsText(reasons, wanted, expected.among) : got.outcome,
    either: got.outcome !== 'bill',
    among: true,
    lacks: lacking.length === 0 ? expected.lacks : `gives ${lacking.join(' ')}`,
    notes: got.outcome === 'bill' ? notesText(reasons, expected) : '',
    m: got.minutes,
    s: line?.service_on,
    npi: line?.practitioner_npi,
    pos: line?.place_of_service,
    dx: line?.diagnoses.join(' '),
    modifiers: line?.modifiers.join(' '),
    proposed: linesText(got.proposed),
    excluded,
    next: got.next,
    policy: got.policy,
    time_rule: got.time_rule,
    elements: Object.fromEntries(
      got.elements
        .filter(({ element }) => expected.elements && element in expected.elements)
        .map(({ element, outcome }) => [element, outcome]),
    ),
  }
  const asked = Object.keys(whole(expected)) as (keyof Expected)[] // the keys of Expected itself
  return Object.fromEntries(asked.map((key) => [key, facts[key]]))
}

function reasonsText(got: readonly string[], wanted: readonly string[], among?: true): string {
  const seen = got.filter((slug) => (among ? wanted.includes(slug) : !isNote(slug)))
  return seen.join(' ')
}

/** `initial-month-short` may also stand in the short month itself: told only where asked for. */
const notesText = (got: readonly string[], { notes }: Expected): string =>
  got.filter((slug) => slug !== 'initial-month-short' || slugs(notes).includes(slug)).join(' ')

/** An expectation with its defaults written out: reasons in order, no notes beside a bill. */
export const whole = (expected: Expected): Expected => ({
  ...expected,
  ...(expected.b === undefined ? {} : { notes: slugs(expected.notes).join(' ') }),
  ...(expected.h === undefined ? {} : { h: slugs(expected.h).join(' ') }),
  ...(expected.n === undefined ? {} : { n: slugs(expected.n).join(' ') }),
})

/** Severity and flags: symbol, color and words together, never color alone. */
import type { Severity } from '../../server/domain/caseload/flag.ts'
import { instruments, isInstrument } from '../../server/domain/instruments/index.ts'
import { Glyph, type GlyphName } from './symbols.tsx'
import { shownDay, withDays } from './words.ts'

const steps = ['minimal', 'mild', 'moderate', 'moderately severe', 'severe'] as const

/** The band of a total on its instrument, in the instrument's own words. */
export function bandOf(instrument: string, total: number): string | undefined {
  const bands = isInstrument(instrument) ? instruments[instrument].bands : null
  return bands?.findLast(({ from }) => total >= from)?.band
}

/** The symbol of a total's severity; undefined where the instrument has other bands or none. */
export function severityGlyph(instrument: string, total: number): GlyphName | undefined {
  const step = (steps as readonly unknown[]).indexOf(bandOf(instrument, total))
  return (['step-0', 'step-1', 'step-2', 'step-3', 'step-4'] as const)[step]
}

/** A score with its severity; a blank is a dash that says why. */
export function ScoreMark({
  instrument,
  total,
  prorated = false,
  why,
}: {
  readonly instrument: string
  readonly total: number | null
  readonly prorated?: boolean
  readonly why: string
}) {
  if (total === null)
    return (
      <span className="quiet" title={why}>
        –<span className="hidden-visually"> {why}</span>
      </span>
    )
  const band = bandOf(instrument, total)
  const glyph = severityGlyph(instrument, total)
  return (
    <span className={`score ${glyph ?? ''}`} title={band ?? ''}>
      {prorated ? '~' : ''}
      {total} {glyph && <Glyph name={glyph} />}
      <span className="hidden-visually">{band}</span>
    </span>
  )
}

/** A question waits for the consultant: it brings a case to the review without any flag. */
export function QuestionMark({
  question,
}: {
  readonly question: { readonly asked_on: string; readonly question: string }
}) {
  const says = `Question for the next review, asked ${question.asked_on}: ${question.question}`
  return (
    <abbr className="flag notice question" title={says}>
      ?<span className="hidden-visually"> question for the next review</span>
    </abbr>
  )
}

const flagClass: Readonly<Record<Severity, string>> = {
  red: 'act urgent',
  amber: 'act',
  notice: 'notice',
}

/** A flag by its rule's id; what it says and since when stand beside it for whoever asks. */
export function FlagMark({
  flag,
}: {
  readonly flag: {
    readonly id: string
    readonly says: string
    readonly since: string
    readonly because: string
    readonly severity: Severity
    readonly safety: boolean
  }
}) {
  const look = flag.safety ? 'safety' : flagClass[flag.severity]
  return (
    <abbr
      className={`flag ${look}`}
      title={`${flag.says}: ${withDays(flag.because)} Since ${shownDay(flag.since)}.`}
    >
      {flag.id}
    </abbr>
  )
}

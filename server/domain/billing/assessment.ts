/** One model's month, assessed: what its minutes reach, what is proven, and everything missing. */
import { addMonths, type CalendarMonth, monthOf, monthsBetween } from '../calendar.ts'
import { secondsIn } from '../intervals.ts'
import { authorizationGap, isBesideApcm, serviceConflicts } from './conflicts.ts'
import type { Judged, Line, Reason } from './determined.ts'
import { elementsOf } from './elements/index.ts'
import { because } from './finding.ts'
import { type Ladder, ladderOf, type Rung, reached } from './ladder.ts'
import { linesOf } from './lines.ts'
import { notesOf } from './notes.ts'
import { monthsOfBreak } from './parameters.ts'
import { type ServiceMonth, withJudged } from './service-month.ts'
import { doubleBookings } from './staff-time.ts'
import type { Tallied } from './tally.ts'

export interface Assessment {
  readonly month: ServiceMonth
  readonly minutes: number
  readonly ladder: Ladder
  readonly judgedAs: string | null
  readonly elements: readonly Judged[]
  readonly reasons: readonly Reason[]
  /** What would be billed, were nothing missing. */
  readonly lines: readonly Line[]
}

/** Whole minutes: seconds are summed, then floored once. */
export const minutesIn = (time: readonly Tallied[]): number => Math.floor(secondsIn(time) / 60)

export function assess(month: ServiceMonth): Assessment {
  const counted = month.judged
  const minutes = minutesIn(counted)
  const gap = gapReasons(month)
  const ladder = ladderFor(month, gap.length > 0)
  const rung = reached(ladder, minutes)
  const doubt = doubtfulTime(month, ladder)
  const plain = judgeBy(month, rung)
  const judgesDoubt = doubt !== undefined && (!rung || plain.reasons.length + gap.length === 0)
  const held = judgesDoubt ? withJudged(month, doubt.time) : month
  const target = doubt ? doubt.rung : rung
  const { elements, reasons } = judgesDoubt ? judgeBy(held, target) : plain
  const served = held.judged.length > 0
  return {
    month: held,
    minutes,
    ladder,
    judgedAs: (judgesDoubt ? target : rung)?.codes[0]?.code ?? null,
    elements,
    reasons: [
      ...(rung || doubt ? [] : [belowMinimum(month, minutes, ladder)]),
      ...(doubt?.reasons ?? []),
      ...(served ? gap : []),
      ...reasons,
      ...notesOf(month, ladder, minutes, rung),
    ],
    lines: target ? linesOf(doubt ? withJudged(month, doubt.time) : held, target, ladder) : [],
  }
}

function ladderFor(month: ServiceMonth, isWithoutGap: boolean): Ladder {
  const { dossier, episode, ends_on, service, initial, terms } = month
  const clinic = dossier.clinics.find(({ clinic_id }) => clinic_id === episode.row.clinic_id)
  return ladderOf({
    on: ends_on,
    service,
    initial: initial && !isWithoutGap,
    terms,
    isHealthCenter: clinic?.setting === 'rhc' || clinic?.setting === 'fqhc',
    besideApcm: isBesideApcm(month),
  })
}

/** Judges a month by the list of a rung; without one, by that of the lowest code it could have had. */
function judgeBy(month: ServiceMonth, rung: Rung | undefined) {
  const list = rung?.list ?? (month.service === 'cocm' ? 'subsequent' : month.service)
  const findings = elementsOf[list].map((element) => ({ element, finding: element.judge(month) }))
  const elements = findings.map(
    ({ element: { element, says, source }, finding }): Judged => ({
      element,
      outcome: finding.outcome,
      met: finding.outcome === 'not_applicable' ? null : finding.outcome === 'met',
      says,
      source,
      because: finding.because,
      evidence: finding.evidence,
      remedy:
        finding.outcome === 'unmet' ? finding.unmet.map(({ remedy }) => remedy).join(' ') : null,
    }),
  )
  const missing = findings.flatMap(({ finding }) =>
    finding.outcome === 'unmet' ? (finding.unmet as readonly Reason[]) : [],
  ) // elements are made with `because`, which takes only our slugs
  return {
    elements,
    reasons: [
      ...payerReasons(month),
      ...serviceConflicts(month, rung),
      ...authorizationGap(month),
      ...doubleBookings(month),
      ...missing,
    ],
  }
}

/** Time that a person could still make count, where it would reach a higher band. */
function doubtfulTime(month: ServiceMonth, ladder: Ladder) {
  const late = month.time.filter(({ excluded }) => excluded === 'late')
  const over = month.time.filter(({ excluded }) => excluded === 'over-allocated')
  if (late.length + over.length === 0) return undefined
  const [none, withLate, withOver, withBoth] = [[], late, over, [...late, ...over]].map((more) =>
    heightOf(reached(ladder, minutesIn([...month.judged, ...more]))),
  ) as [number, number, number, number] // one for each of the four
  const lateMatters = withLate > none || withBoth > withOver
  const overMatters = withOver > none || withBoth > withLate
  if (!lateMatters && !overMatters) return undefined
  const time = [...month.judged, ...(lateMatters ? late : []), ...(overMatters ? over : [])]
  return {
    time: time.toSorted((a, b) => a.from - b.from),
    rung: reached(ladder, minutesIn(time)),
    reasons: [
      ...(lateMatters ? [lateReason(late)] : []),
      ...(overMatters ? [overReason(over)] : []),
    ],
  }
}

/** How high a rung stands; below every rung is lowest. */
const heightOf = (rung: Rung | undefined): number => rung?.minutes ?? -1

const lateReason = (late: readonly Tallied[]) =>
  because(
    'time-recorded-late',
    `${minutesIn(late)} minutes recorded more than 7 days late would reach a higher code.`,
    'Attest the late entries with who, when and why, or leave them uncounted.',
  )
const overReason = (over: readonly Tallied[]) =>
  because(
    'over-allocated',
    `${minutesIn(over)} minutes of case review stand in a meeting that was shorter than all of its reviews.`,
    'Correct the minutes of the case reviews so that they fit into the meeting.',
  )

const belowMinimum = ({ month }: ServiceMonth, minutes: number, { rungs }: Ladder) =>
  because(
    'below-minimum',
    rungs[0]
      ? `${minutes} minutes count in ${month}; ${rungs[0].minutes} are needed for ${rungs[0].codes[0]!.code}.`
      : `${minutes} minutes count in ${month}; no code exists for that month.`,
    'Nothing is to be done, unless time that was worked is not recorded.',
  )

function payerReasons({ found, terms, ends_on }: ServiceMonth): readonly Reason[] {
  if (found.kind === 'coverage-missing')
    return [
      because(
        'coverage-missing',
        `No coverage is in force on ${ends_on}.`,
        'Record the coverage, or that the patient pays.',
      ),
    ]
  if (found.kind === 'policy-missing')
    return [
      because(
        'policy-missing',
        `The payer's policy ${found.policy} has no version in force on ${ends_on}.`,
        'Enter the policy that is in force, with its dates.',
      ),
    ]
  if (terms.covered) return []
  const remedy = 'Nothing can be billed to this payer; check whether another coverage pays.'
  return [because('payer-not-covered', 'The payer does not pay for this service.', remedy)]
}

/**
 * A new row of collaborative care too soon after the last one: a person decides, and only about the
 * month of its first counted minute. An episode that a break ended leaves the way free.
 */
function gapReasons(month: ServiceMonth): readonly Reason[] {
  const { episode, history, initial, terms } = month
  if (episode.model !== 'cocm' || episode.derived) return []
  if (!initial || terms.new_episode_without_gap) return []
  const before = history.spans.findLast(({ row }) => row.referred_on < episode.row.referred_on)
  if (!before?.closes_on || before.close_reason === 'break_in_care') return []
  const empty = emptyMonths(monthOf(before.closes_on), month.month)
  if (empty >= monthsOfBreak) return []
  return [
    because(
      'new-episode-without-gap',
      `The last episode closed on ${before.closes_on}, ${Math.max(0, empty)} empty months before this one.`,
      'A person must decide whether this is a new episode; later months are not affected.',
    ),
  ]
}

const emptyMonths = (closing: CalendarMonth, first: CalendarMonth): number =>
  monthsBetween(addMonths(closing, 1), first)

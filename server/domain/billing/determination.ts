/**
 * The determination (billing.md 1): for one patient and one calendar month, which codes are proven,
 * by which records, and what is missing. It depends on the dossier alone: no clock, no database.
 */
import { type CalendarMonth, firstDay, lastDay, monthOf } from '../calendar.ts'
import type { Dossier } from '../dossier.ts'
import { models } from '../records/enrollment.ts'
import { dayOfTime } from '../zone.ts'
import { type Assessment, assess } from './assessment.ts'
import type { Determination, Line, ProvenLine, Reason } from './determined.ts'
import { because } from './finding.ts'
import { nextRung } from './ladder.ts'
import { policyOn } from './policy.ts'
import { cmsTerms } from './policy-terms.ts'
import { noBillReasons, noteReasons } from './reasons.ts'
import { rulesVersion } from './rules-version.ts'
import { rowsInMonth, serviceMonth } from './service-month.ts'
import { entriesOf, stretchesOf } from './stretches.ts'
import { excludedTime } from './time-report.ts'

export function determine(dossier: Dossier, month: CalendarMonth): Determination {
  const present = models.filter((model) => rowsInMonth(dossier, model, month).length > 0)
  if (!hasActivity(dossier, month)) return nothingToBill(dossier, month, noActivity(month))
  if (present.length === 0) return nothingToBill(dossier, month, noEpisode(month))
  const assessed = present.map((model) => assess(serviceMonth(dossier, model, month)))
  const served = assessed.filter(({ month: { judged } }) => judged.length > 0)
  const [first, second] = served.length > 0 ? served : assessed
  return second && served.length > 1
    ? answer(first!, [...first!.reasons, bothModels(month)])
    : answer(first!, first!.reasons)
}

const bothModels = (month: CalendarMonth): Reason =>
  because(
    'code-conflict',
    `Both collaborative care and general BHI have counted time in ${month}.`,
    'A person must decide which of the two was delivered; only one may be billed.',
  )

/** Whether some activity has a second in the month; one that ends as it begins has none. */
function hasActivity({ activities }: Dossier, month: CalendarMonth): boolean {
  const beginning = `${firstDay(month)}T00:00:00`
  return activities.some(
    ({ started_at, ended_at }) => monthOf(dayOfTime(started_at)) <= month && ended_at > beginning,
  )
}

/** The one place where lines become proven: every element speaks for them, and nothing against. */
function answer(assessment: Assessment, reasons: readonly Reason[]): Determination {
  const { month, minutes, ladder, lines } = assessment
  const isNoBill = reasons.some(
    ({ reason }) => noBillReasons.has(reason) && !isHeld(assessment, reason),
  )
  const isHold = reasons.some(({ reason }) => !noteReasons.has(reason))
  const next = nextRung(ladder, minutes)
  const common = {
    mrn: month.dossier.patient.mrn,
    month: month.month,
    minutes,
    judged_as: assessment.judgedAs,
    elements: assessment.elements,
    reasons,
    ...excludedTime(month),
    policy: month.found.kind === 'coverage-missing' ? null : month.found.policy,
    time_rule: ladder.timeRule,
    next: next ? { code: next.codes.at(-1)!.code, minutes_to_go: next.minutes - minutes } : null,
    bands: ladder.rungs.map(({ minutes, codes }) => ({ ...codes.at(-1)!, minutes })),
    suggestions: suggestionsOf(assessment, isHold || isNoBill),
    rules_version: rulesVersion,
  }
  const [first, ...rest] = lines
  if (isNoBill || !first) return { ...common, outcome: 'no_bill', lines: [], proposed: [] }
  if (isHold) return { ...common, outcome: 'hold', lines: [], proposed: lines }
  return { ...common, outcome: 'bill', lines: [proven(first), ...rest.map(proven)], proposed: [] }
}

/** The only cast that makes a proven line; nothing outside this file can. */
const proven = (line: Line): ProvenLine => line as ProvenLine

/** Episodes of both models hold; a conflicting code in `services` forbids. */
const isHeld = ({ reasons }: Assessment, reason: Reason['reason']): boolean =>
  reason === 'code-conflict' && !reasons.some((one) => one.reason === 'code-conflict')

const suggestionsOf = ({ month, minutes }: Assessment, isUnproven: boolean): readonly string[] =>
  isUnproven && month.model === 'cocm' && minutes >= month.terms.bhi_minimum
    ? [
        'If general behavioral health integration was delivered instead of collaborative care, a ' +
          'person may consider its code; this month is never turned into it by itself.',
      ]
    : []

const noActivity = (month: CalendarMonth): Reason =>
  because(
    'below-minimum',
    `No activity is recorded in ${month}.`,
    'Record the care that was given, if any was.',
  )

const noEpisode = (month: CalendarMonth): Reason =>
  because(
    'below-minimum',
    `No episode was open in ${month}; time outside an episode does not count.`,
    'Nothing is to be done, unless a referral is not recorded.',
  )

/** A month without any activity, or outside every episode: nothing else is to be said. */
function nothingToBill(dossier: Dossier, month: CalendarMonth, reason: Reason): Determination {
  const found = policyOn(dossier, lastDay(month))
  const time = entriesOf(dossier, lastDay(month))
    .flatMap((entry) => stretchesOf(dossier, entry, []))
    .filter(({ day }) => monthOf(day) === month)
    .map((stretch) => ({ ...stretch, excluded: 'not-enrolled' as const }))
  return {
    mrn: dossier.patient.mrn,
    month,
    outcome: 'no_bill',
    minutes: 0,
    judged_as: null,
    lines: [],
    proposed: [],
    elements: [],
    reasons: [reason],
    ...excludedTime({ time }),
    policy: found.kind === 'coverage-missing' ? null : found.policy,
    time_rule: (found.kind === 'found' ? found.terms : cmsTerms).time_rule,
    next: null,
    bands: [],
    suggestions: [],
    rules_version: rulesVersion,
  }
}

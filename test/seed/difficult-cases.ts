/** The demo's difficult cases, each by the property that makes it one. */
import { sumOf } from '../../db/seed/course.ts'
import { determine } from '../../server/domain/billing/determination.ts'
import {
  addMonths,
  type CalendarDay,
  daysBetween,
  lastDay,
  monthOf,
} from '../../server/domain/calendar.ts'
import type { Dossier } from '../../server/domain/dossier.ts'
import { spansOf } from '../../server/domain/episode.ts'
import { standing } from '../../server/domain/instruments/index.ts'
import type { Score } from '../../server/domain/records/index.ts'
import { dayOfTime } from '../../server/domain/zone.ts'
import { type Case, timeCasesOn } from './difficult-times.ts'
import { mayBeTold } from './payers-told.ts'

export const phq9s = ({ scores }: Dossier) =>
  scores
    .filter(({ instrument }) => instrument === 'phq-9')
    .toSorted((a, b) => a.administered_on.localeCompare(b.administered_on))
const latest = (dossier: Dossier): Score | undefined => phq9s(dossier).at(-1)
const isOpen = ({ episodes }: Dossier) => episodes.some(({ closed_on }) => closed_on === null)
const late = (activity: Dossier['activities'][number]) =>
  activity.recorded_at !== null &&
  daysBetween(dayOfTime(activity.ended_at), dayOfTime(activity.recorded_at)) > 7
const item9 = (score: Score | undefined) => score && standing(score).item9

/** What must be found in the demo on a day, and how often at least. */
export function casesOn(today: CalendarDay): readonly Case[] {
  const lastMonth = addMonths(monthOf(today), -1)
  return [
    ['a PHQ-9 of zero, the latest', (d) => latest(d)?.items === '0 0 0 0 0 0 0 0 0', 1],
    [
      'item 9 positive within the week, and open',
      (d) => item9(latest(d)) === 'positive' && daysBetween(latest(d)!.administered_on, today) <= 7,
      3,
    ],
    [
      'item 9 positive once, with a safety plan after it',
      (d) =>
        item9(phq9s(d)[0]) === 'positive' &&
        d.risk_assessments.length > 0 &&
        d.safety_plans.length > 0,
      1,
    ],
    [
      'moderate risk without a plan',
      (d) => d.risk_assessments.at(-1)?.tier === 'moderate' && d.safety_plans.length === 0,
      1,
    ],
    [
      'a tier stepped down, approved',
      (d) => d.risk_assessments.some(({ step_down_approved_by }) => step_down_approved_by !== null),
      1,
    ],
    [
      'a tier stepped down, not approved',
      (d) =>
        d.risk_assessments.length === 2 &&
        d.risk_assessments.every(({ step_down_approved_by }) => step_down_approved_by === null),
      1,
    ],
    ['a score withdrawn', ({ withdrawn_scores }) => withdrawn_scores.length > 0, 1],
    [
      'a medication changed',
      ({ medications }) => medications.some(({ stopped_on }) => stopped_on !== null),
      5,
    ],
    ['a question waiting for the consultant', ({ questions }) => questions.length > 0, 2],
    ['a flag snoozed', ({ snoozes }) => snoozes.length > 0, 1],
    ['a contact planned', ({ planned_contacts }) => planned_contacts.length > 0, 2],
    ['item 9 left blank', (d) => latest(d)?.items?.endsWith(' -') ?? false, 1],
    [
      'a prorated form, the latest',
      (d) => latest(d) !== undefined && standing(latest(d)!).status === 'prorated',
      2,
    ],
    [
      'an unscorable form, the latest',
      (d) => latest(d) !== undefined && standing(latest(d)!).status === 'unscorable',
      1,
    ],
    ['totals only', (d) => d.scores.length > 0 && d.scores.every(({ items }) => items === null), 1],
    [
      'two totals on one day',
      (d) =>
        phq9s(d).some((one, place) => {
          const before = phq9s(d)[place - 1]
          return (
            before?.administered_on === one.administered_on &&
            sumOf(before.items!) !== sumOf(one.items!)
          )
        }),
      1,
    ],
    [
      'a jump of 15 within a week',
      (d) =>
        phq9s(d).some((one, place) => {
          const before = phq9s(d)[place - 1]
          if (!before?.items || !one.items) return false
          return (
            daysBetween(before.administered_on, one.administered_on) <= 7 &&
            sumOf(one.items) - sumOf(before.items) >= 15
          )
        }),
      1,
    ],
    [
      'substance use',
      (d) =>
        d.diagnoses.some(({ icd10 }) => icd10.startsWith('F10')) &&
        d.scores.some(({ instrument }) => instrument === 'audit-c') &&
        mayBeTold(d, today),
      1,
    ],
    ['anxiety as the target', (d) => d.episodes[0]!.target_instrument === 'gad-7', 1],
    [
      'a break of six months and service again, as a new episode that nobody entered',
      (d) => d.episodes.length === 1 && spansOf(d, today).length === 2,
      1,
    ],
    [
      'an episode that its break has ended',
      (d) => spansOf(d, today).at(-1)?.close_reason === 'break_in_care' && isOpen(d),
      1,
    ],
    ['two episode rows', ({ episodes }) => episodes.length === 2, 2],
    [
      'consent revoked',
      ({ consents }) => consents.some(({ revoked_at }) => revoked_at !== null),
      1,
    ],
    [
      'late, not attested',
      ({ activities }) => activities.some((one) => late(one) && one.attested_at === null),
      1,
    ],
    [
      'late, attested',
      ({ activities }) => activities.some((one) => late(one) && one.attested_at !== null),
      1,
    ],
    [
      'a change of practitioner',
      ({ care_team }) =>
        care_team.filter(({ role }) => role === 'billing_practitioner').length > 1 &&
        care_team.some(({ ends_on }) => ends_on === lastDay(addMonths(lastMonth, -1))),
      2,
    ],
    [
      'closed this month',
      ({ episodes }) =>
        episodes.some(
          ({ closed_on }) => closed_on !== null && monthOf(closed_on) === monthOf(today),
        ),
      3,
    ],
    [
      'in relapse prevention',
      (d) => isOpen(d) && d.episode_phases.some(({ phase }) => phase === 'relapse_prevention'),
      3,
    ],
    ['general BHI', ({ episodes }) => episodes.every(({ model }) => model === 'bhi'), 6],
    ['APCM', ({ services }) => services.some(({ code }) => code === 'G0557'), 1],
    ['billed elsewhere', ({ services }) => services.some(({ source }) => source === 'external'), 3],
    ['a stay in the hospital', ({ facility_stays }) => facility_stays.length > 0, 1],
    ['time in two places at once', ({ elsewhere }) => elsewhere.length > 0, 2],
    [
      'time entered twice',
      (d) => determine(d, lastMonth).excluded.some(({ reason }) => reason === 'overlap'),
      1,
    ],
    [
      'time of others',
      (d) => new Set(determine(d, lastMonth).excluded.map(({ reason }) => reason)).size >= 4,
      1,
    ],
    [
      'a review waiting for its practitioner',
      ({ case_reviews }) => case_reviews.some(({ decision }) => decision === 'pending'),
      1,
    ],
    [
      'a recommendation declined',
      ({ case_reviews }) => case_reviews.some(({ decision }) => decision === 'declined'),
      3,
    ],
    ['plans with versions', ({ care_plans }) => care_plans.length >= 3, 20],
    ...timeCasesOn(today),
  ]
}

/** One patient's calendar month under judgement, with all that the rules look at, derived once. */
import {
  type CalendarDay,
  type CalendarMonth,
  earlierOf,
  firstDay,
  lastDay,
  laterOf,
  monthOf,
} from '../calendar.ts'
import type { Dossier } from '../dossier.ts'
import { type CareHistory, careHistory, type EpisodeSpan } from '../episode.ts'
import type { Activity, Episode, Model, Score, Staff } from '../records/index.ts'
import { dayOfTime } from '../zone.ts'
import { provingScores, teamOf } from './chart.ts'
import type { Service } from './exclusions.ts'
import { type PolicyFound, policyOn } from './policy.ts'
import { cmsTerms, type PolicyTerms } from './policy-terms.ts'
import { practitionerOn, serviceOf } from './practitioner.ts'
import type { Tallied } from './tally.ts'

export interface ServiceMonth {
  readonly dossier: Dossier
  readonly month: CalendarMonth
  readonly first: CalendarDay
  readonly last: CalendarDay
  readonly model: Model
  readonly service: Service
  readonly found: PolicyFound
  /** The policy's terms; those of cms where no policy was found, so that reasons are complete. */
  readonly terms: PolicyTerms
  readonly episode: EpisodeSpan
  readonly history: CareHistory
  /** The last day of the month on which the patient was enrolled. */
  readonly ends_on: CalendarDay
  /** No counted time in an earlier month of the episode. */
  readonly initial: boolean
  /** No consent names a billing practitioner who was on the team in the month. */
  readonly consentMissing: boolean
  /** All time of the month, counted and excluded. */
  readonly time: readonly Tallied[]
  /** The time that the elements are judged on: what counts, or would count on a hold for time. */
  readonly judged: readonly Tallied[]
  /** Activities that began on a day of the month. */
  readonly activities: readonly Activity[]
  /** Scores that may prove, up to the last enrolled day. */
  readonly scores: readonly Score[]
  /** The billing practitioner on the day of the last judged activity, else on the last day. */
  readonly practitioner: Staff | undefined
  /** Whether a record of that day may prove anything: consent in force, not after closing. */
  readonly proves: (day: CalendarDay) => boolean
}

/** Rows of a model whose episode touches the month, by what is stored, in order of referral. */
export const rowsInMonth = (
  dossier: Dossier,
  model: Model,
  month: CalendarMonth,
): readonly Episode[] =>
  dossier.episodes
    .filter(
      (row) =>
        row.model === model &&
        row.referred_on <= lastDay(month) &&
        (row.closed_on === null || row.closed_on >= firstDay(month)),
    )
    .sort((a, b) => (a.referred_on < b.referred_on ? -1 : 1))

/** The day whose policy judges a month: its last, or the day on which its last episode closed. */
export const judgedOn = (rows: readonly Episode[], month: CalendarMonth): CalendarDay =>
  rows.some(({ closed_on }) => closed_on === null || closed_on > lastDay(month))
    ? lastDay(month)
    : rows.reduce((day, { closed_on }) => laterOf(day, closed_on), firstDay(month))

/** The month under judgement; the patient has a row of the model that touches it. */
export function serviceMonth(dossier: Dossier, model: Model, month: CalendarMonth): ServiceMonth {
  const first = firstDay(month)
  const last = lastDay(month)
  const rows = rowsInMonth(dossier, model, month)
  const closing = judgedOn(rows, month)
  const found = policyOn(dossier, closing)
  const terms = found.kind === 'found' ? found.terms : cmsTerms
  const consentMissing = !rows.some((row) => isConsentNamed(dossier, row, first, closing))
  const historyAs = (service: Service) =>
    careHistory(dossier, model, last, { terms, service, consentSetAside: consentMissing })
  const timeIn = (history: CareHistory) => history.time.filter(({ day }) => monthOf(day) === month)
  const row = rows.at(-1)!
  const service = serviceOf(
    dossier,
    { row, first, last: closing },
    terms,
    (tried) => timeIn(historyAs(tried)).findLast(({ excluded }) => excluded === null)?.day,
  )
  const history = historyAs(service)
  const time = timeIn(history)
  const episode = episodeIn(history.spans, time, row, first, last)
  const base = { dossier, month, first, last, model, service, found, terms, history, time }
  return withJudged({
    ...base,
    consentMissing,
    episode,
    ends_on: earlierOf(last, episode.closes_on),
    initial: !history.time.some(
      (one) => one.excluded === null && episode.starts_on <= one.day && one.day < first,
    ),
    activities: dossier.activities.filter(
      ({ started_at }) => monthOf(dayOfTime(started_at)) === month,
    ),
    scores: provingScores(dossier),
  })
}

/** The same month, judged on this time: by default on what counts. */
export function withJudged(
  month: Omit<ServiceMonth, 'judged' | 'practitioner' | 'proves'>,
  judged: readonly Tallied[] = month.time.filter(({ excluded }) => excluded === null),
): ServiceMonth {
  const { dossier, episode, ends_on, consentMissing } = month
  const on = judged.at(-1)?.day ?? ends_on
  const team = teamOf(dossier, episode.row, 'billing_practitioner')
  const named = dossier.consents.filter(({ billing_practitioner_id }) =>
    team.some(({ staff_id }) => staff_id === billing_practitioner_id),
  )
  return {
    ...month,
    judged,
    practitioner: practitionerOn(dossier, episode.row, on),
    proves: (day) =>
      (episode.closes_on === null || day <= episode.closes_on) &&
      (consentMissing ||
        named.some(
          ({ obtained_at, revoked_at }) =>
            dayOfTime(obtained_at) <= day && (revoked_at === null || day <= dayOfTime(revoked_at)),
        )),
  }
}

function isConsentNamed(
  dossier: Dossier,
  row: Episode,
  first: CalendarDay,
  last: CalendarDay,
): boolean {
  const team = teamOf(dossier, row, 'billing_practitioner', first, last)
  return dossier.consents.some(({ billing_practitioner_id }) =>
    team.some(({ staff_id }) => staff_id === billing_practitioner_id),
  )
}

/**
 * The episode that the month is billed for: the last with counted time in it, else the last that
 * touches it; where a break had ended care before it, the episode that a service in it would begin.
 */
function episodeIn(
  spans: readonly EpisodeSpan[],
  time: readonly Tallied[],
  row: Episode,
  first: CalendarDay,
  last: CalendarDay,
): EpisodeSpan {
  const touching = spans.filter(
    ({ starts_on, closes_on }) => starts_on <= last && (closes_on === null || closes_on >= first),
  )
  const counted = touching.findLast(({ starts_on, closes_on }) =>
    time.some(
      ({ excluded, day }) =>
        excluded === null && starts_on <= day && (closes_on === null || day <= closes_on),
    ),
  )
  return (
    counted ??
    touching.at(-1) ?? {
      row,
      model: row.model,
      starts_on: first,
      enrolled_on: first,
      closes_on: row.closed_on,
      close_reason: row.close_reason,
      derived: true,
      visit: {
        kind: 'not-applicable',
        because: 'No activity counts yet that a visit must precede.',
      },
      first_counted_on: null,
      last_delivered_on: null,
    }
  )
}

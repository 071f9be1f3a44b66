/** How the elements speak: an element is a requirement in words, a source, and a judgement. */
import type { CalendarDay } from '../calendar.ts'
import type { Evidence, Finding } from '../evidence.ts'
import { type Activity, idOf, type RowOf, type Score } from '../records/index.ts'
import { dayOfTime } from '../zone.ts'
import type { Reason, ReasonSlug } from './determined.ts'
import type { ServiceMonth } from './service-month.ts'

export interface Element {
  readonly element: string
  /** The requirement in one sentence, as a care manager would say it. */
  readonly says: string
  /** Where the requirement comes from, so that an auditor can check us. */
  readonly source: string
  readonly judge: (month: ServiceMonth) => Finding
}

/** A reason from our own list of slugs; findings carry no other. */
export const because = (reason: ReasonSlug, message: string, remedy: string): Reason => ({
  reason,
  message,
  remedy,
})

/** The day that makes a record count as proof, record by record. */
const provingDay = {
  activities: ({ started_at }: RowOf<'activities'>) => dayOfTime(started_at),
  care_plans: ({ effective_on }: RowOf<'care_plans'>) => effective_on,
  care_team: ({ starts_on }: RowOf<'care_team'>) => starts_on,
  case_reviews: ({ reviewed_on }: RowOf<'case_reviews'>) => reviewed_on,
  consents: ({ obtained_at }: RowOf<'consents'>) => dayOfTime(obtained_at),
  diagnoses: ({ recorded_on }: RowOf<'diagnoses'>) => recorded_on,
  episodes: ({ referred_on }: RowOf<'episodes'>) => referred_on,
  meetings: ({ started_at }: RowOf<'meetings'>) => dayOfTime(started_at),
  relapse_plans: ({ made_on }: RowOf<'relapse_plans'>) => made_on,
  scores: ({ administered_on }: RowOf<'scores'>) => administered_on,
  visits: ({ visit_on }: RowOf<'visits'>) => visit_on,
} as const
type Citable = keyof typeof provingDay

/** Cites rows by the day that makes them count, or by another day of theirs. */
export const cite = <R extends Citable>(
  record: R,
  rows: readonly RowOf<R>[],
  // the table is keyed by the very record whose rows come in, which the compiler cannot follow
  on: (row: RowOf<R>) => CalendarDay = provingDay[record] as never,
): readonly Evidence[] => rows.map((row) => ({ record, id: idOf(record, row), on: on(row) }))

/** Activities of the month that may prove what their kind says, whether or not their time counts. */
export const provingActivities = (
  { activities, proves }: ServiceMonth,
  suits: (activity: Activity) => boolean,
): readonly Activity[] =>
  activities.filter((activity) => suits(activity) && proves(dayOfTime(activity.started_at)))

export const isIn = (day: CalendarDay, from: CalendarDay, to: CalendarDay): boolean =>
  from <= day && day <= to

/** Scores in the order of their days; of one day, in the order of their ids. */
export const inOrder = (scores: readonly Score[]): readonly Score[] =>
  scores.toSorted((a, b) => {
    const [one, other] = [orderOf(a), orderOf(b)]
    return one < other ? -1 : one > other ? 1 : 0
  })
const orderOf = ({ administered_on, score_id }: Score) => `${administered_on} ${score_id}`

/** How often something was measured, as a sentence begins. */
export const measuredOften = ({ length }: readonly Score[]): string =>
  length === 1 ? 'Measured once' : `Measured ${length} times`

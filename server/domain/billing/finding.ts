/** How the elements speak: an element is a requirement in words, a source, and a judgement. */
import type { CalendarDay } from '../calendar.ts'
import type { Evidence, Finding } from '../evidence.ts'
import type { Activity } from '../records/index.ts'
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

export const cite = (
  record: Evidence['record'],
  rows: readonly (readonly [id: string, on: CalendarDay])[],
): readonly Evidence[] => rows.map(([id, on]) => ({ record, id, on }))

export const citeActivities = (activities: readonly Activity[]): readonly Evidence[] =>
  activities.map(({ activity_id, started_at }) => ({
    record: 'activities',
    id: activity_id,
    on: dayOfTime(started_at),
  }))

/** Activities of the month that may prove what their kind says, whether or not their time counts. */
export const provingActivities = (
  { activities, proves }: ServiceMonth,
  suits: (activity: Activity) => boolean,
): readonly Activity[] =>
  activities.filter((activity) => suits(activity) && proves(dayOfTime(activity.started_at)))

export const isIn = (day: CalendarDay, from: CalendarDay, to: CalendarDay): boolean =>
  from <= day && day <= to

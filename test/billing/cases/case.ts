/** Complete, clean, billable patients in the shape of the sample bundle, for a case to change. */
import {
  addDays,
  addMonths,
  type CalendarDay,
  calendarDay,
  calendarMonth,
  firstDay,
  lastDay,
  mondayOf,
} from '../../../server/domain/calendar.ts'
import type { Policy, RowOf } from '../../../server/domain/records/index.ts'
import { clinics, people } from './people.ts'
import { activity, type Given, phq9, row, type StoryRecord, storyRecords } from './rows.ts'
import { add, all, amend, type Change, type Story } from './story.ts'

/** Minutes of the month, or where and when the patient's month is. */
export interface Setting {
  /** 0: no activity at all in the month. */
  readonly minutes?: number
  readonly month?: string
  readonly clinic?: 'office' | 'fqhc' | 'rhc' | 'outpatient'
}
type Asked = number | Setting

const untold = Object.fromEntries(storyRecords.map((record) => [record, []])) as unknown as {
  readonly [R in StoryRecord]: readonly RowOf<R>[] // one entry for each record, all empty
}

/** A patient without any care yet: staff, clinics, a payer under the policy `cms`. */
const newcomer = (month: string): Story => ({
  month: calendarMonth(month),
  elsewhere: [],
  reviewedElsewhere: {},
  ...untold,
  staff: people.map((each) => row('staff', each)),
  clinics: clinics.map((each) => row('clinics', each)),
  payers: [row('payers', { payer_id: 'payer', name: 'Payer', policy: 'cms' })],
  patients: [row('patients', {})],
  coverages: [row('coverages', { payer_id: 'payer' })],
})

/** Enrolled from a day on: visit 10 days before, consent at eight, diagnosis, score, plan. */
const enrolled = (on: CalendarDay, setting: Setting, model: 'cocm' | 'bhi'): Change =>
  all(
    add('episodes', {
      episode_id: 'ep0',
      clinic_id: setting.clinic ?? 'office',
      model,
      referred_on: on,
      enrolled_on: on,
    }),
    add('care_team', { role: 'billing_practitioner', staff_id: 'bp1', starts_on: on }),
    add('visits', { visit_on: addDays(on, -10) }),
    add('consents', { obtained_at: `${on}T08:00` }),
    add('diagnoses', { recorded_on: on }),
    add('scores', phq9(on, 16)),
    add('care_plans', { effective_on: on }),
  )

const withTeam = (on: CalendarDay): Change =>
  add(
    'care_team',
    { role: 'care_manager', staff_id: 'cm1', starts_on: on },
    { role: 'psychiatric_consultant', staff_id: 'pc1', starts_on: on },
  )

/** A meeting every Wednesday, 12:00 to 12:50, from the month before until after the month. */
const weekly: Change = (story) => {
  const until = addDays(lastDay(story.month), 7)
  let wednesday = addDays(mondayOf(firstDay(addMonths(story.month, -1))), 2)
  const days: Given<'meetings'>[] = []
  for (; wednesday <= until; wednesday = addDays(wednesday, 7))
    days.push({
      meeting_id: `m-${wednesday}`,
      started_at: `${wednesday}T12:00`,
      ended_at: `${wednesday}T12:50`,
    })
  return add('meetings', ...days)(story)
}

/** The month's work: half of the minutes of one kind, a quarter intervention and coordination. */
const work =
  (minutes: number, first: 'assessment' | 'follow_up', staff_id: string): Change =>
  (story) => {
    if (minutes === 0) return story
    const quarter = Math.floor(minutes * 15) / 60
    const on = (day: string) => `${story.month}-${day}T09:00:00`
    return add(
      'activities',
      activity(first, on('03'), minutes - 2 * quarter, { staff_id, activity_id: 'first' }),
      activity('brief_intervention', on('07'), quarter, { staff_id, activity_id: 'intervention' }),
      activity('coordination', on('11'), quarter, {
        staff_id,
        activity_id: 'coordination',
        reached: false,
        modality: 'message',
        counterpart: 'treating practitioner',
      }),
    )(story)
  }

const reviewed: Change = (story) =>
  add('case_reviews', {
    review_id: 'review',
    reviewed_on: `${story.month}-09`,
    decided_on: `${story.month}-10`,
  })(story)

const asked = (given: Asked): Setting => (typeof given === 'number' ? { minutes: given } : given)

/** The first month of collaborative care, enrolled on its first day. 40 minutes unless given. */
export function initial(given: Asked, ...changes: readonly Change[]): Story {
  const setting = asked(given)
  const story = newcomer(setting.month ?? '2026-06')
  const on = firstDay(story.month)
  const minutes = setting.minutes ?? 40
  const clean = [
    enrolled(on, setting, 'cocm'),
    withTeam(on),
    weekly,
    work(minutes, 'assessment', 'cm1'),
    reviewed,
  ]
  return all(...clean, ...changes)(story)
}

const firstMonth = (on: CalendarDay, staff_id: string): Change =>
  add(
    'activities',
    activity('assessment', `${addDays(on, 2)}T09:00:00`, 40, { staff_id, activity_id: 'start' }),
  )

const scoredAgain: Change = (story) => add('scores', phq9(`${story.month}-05`, 13))(story)

/** A later month of collaborative care: enrolled two months before, 40 minutes in that month. */
export function subsequent(given: Asked, ...changes: readonly Change[]): Story {
  const setting = asked(given)
  const story = newcomer(setting.month ?? '2026-06')
  const on = firstDay(addMonths(story.month, -2))
  const clean = [
    enrolled(on, setting, 'cocm'),
    withTeam(on),
    weekly,
    firstMonth(on, 'cm1'),
    work(setting.minutes ?? 40, 'follow_up', 'cm1'),
    scoredAgain,
    reviewed,
  ]
  return all(...clean, ...changes)(story)
}

/** A later month of general behavioral health integration (99484) by a nurse. */
export function general(given: Asked, ...changes: readonly Change[]): Story {
  const setting = asked(given)
  const story = newcomer(setting.month ?? '2026-06')
  const on = firstDay(addMonths(story.month, -2))
  const clean = [
    enrolled(on, setting, 'bhi'),
    add('care_team', { role: 'clinical_staff', staff_id: 'cs1', starts_on: on }),
    firstMonth(on, 'cs1'),
    work(setting.minutes ?? 20, 'follow_up', 'cs1'),
    scoredAgain,
  ]
  return all(...clean, ...changes)(story)
}

/** The same done and billed by a clinical social worker in their own time (G0323). */
export const bySocialWorker = (given: Asked, ...changes: readonly Change[]): Story =>
  general(
    given,
    amend('care_team', { staff_id: 'bp-csw' }, ({ role }) => role === 'billing_practitioner'),
    amend('consents', { billing_practitioner_id: 'bp-csw' }),
    amend('visits', { practitioner_id: 'bp-csw', code: '90791' }),
    amend('activities', { staff_id: 'bp-csw' }),
    ...changes,
  )

/** The payer's own policy, with these keys different from `cms` (or from `based_on`). */
export const policy = (terms: Policy['terms'], more: Given<'policies'> = {}): Change =>
  all(
    amend('payers', { policy: 'special' }),
    add('policies', { policy: 'special', terms, ...more }),
  )

/** A literal day in a policy's terms. */
export const day = calendarDay

/** A story: one patient's rows, changed step by step, and the dossier that they make. */
import { type CalendarMonth, calendarMonth } from '../../../server/domain/calendar.ts'
import type { CaseloadMeeting, Dossier, PatientRecord } from '../../../server/domain/dossier.ts'
import { patientRecords } from '../../../server/domain/dossier.ts'
import type { Activity, RowOf } from '../../../server/domain/records/index.ts'
import { idOf } from '../../../server/domain/records/index.ts'
import { type LocalTime, momentOf, type TimeZone } from '../../../server/domain/zone.ts'
import { type Given, row, type StoryRecord, storyRecords } from './rows.ts'

/** Time of the same staff for another patient, in the clinic's local time. */
export interface Elsewhere {
  readonly staff_id: string
  readonly kind: Activity['kind']
  readonly started_at: string
  readonly ended_at: string
}

export type Story = { readonly [R in StoryRecord]: readonly RowOf<R>[] } & {
  readonly month: CalendarMonth
  readonly elsewhere: readonly Elsewhere[]
  /** Seconds of case_review for other patients inside a meeting, by meeting_id. */
  readonly reviewedElsewhere: Readonly<Record<string, number>>
}
export type Change = (story: Story) => Story
type Which<R extends StoryRecord> = (row: RowOf<R>) => boolean

/** Adds rows. */
export const add =
  <R extends StoryRecord>(record: R, ...given: readonly Given<R>[]): Change =>
  (story) => ({
    ...story,
    [record]: [
      ...story[record],
      ...given.map((each, at) => row(record, each, story[record].length + at)),
    ],
  })

/** Changes columns of the rows chosen, of all where none is. */
export const amend =
  <R extends StoryRecord>(record: R, given: Given<R>, which: Which<R> = () => true): Change =>
  (story) => ({
    ...story,
    [record]: rowsOf(story, record).map((each) => (which(each) ? { ...each, ...given } : each)),
  })

/** Removes the rows chosen, all where none is. */
export const drop =
  <R extends StoryRecord>(record: R, which: Which<R> = () => true): Change =>
  (story) => ({ ...story, [record]: rowsOf(story, record).filter((each) => !which(each)) })

/** Removes all rows of a record and puts these in their place. */
export const only = <R extends StoryRecord>(record: R, ...given: readonly Given<R>[]): Change =>
  all(drop(record), add(record, ...given))

/** Several changes, one after the other. */
export const all =
  (...changes: readonly Change[]): Change =>
  (story) =>
    changes.reduce((so, change) => change(so), story)

/** The same staff were at work for another patient then. */
export const busy =
  (started_at: string, ended_at: string, more: Partial<Elsewhere> = {}): Change =>
  (story) => ({
    ...story,
    elsewhere: [
      ...story.elsewhere,
      { staff_id: 'cm1', kind: 'follow_up', started_at, ended_at, ...more },
    ],
  })

/** Other patients' case reviews took so many minutes of a meeting. */
export const reviewedElsewhere =
  (meeting_id: string, minutes: number): Change =>
  (story) => ({
    ...story,
    reviewedElsewhere: { ...story.reviewedElsewhere, [meeting_id]: minutes * 60 },
  })

const rowsOf = <R extends StoryRecord>(story: Story, record: R): readonly RowOf<R>[] =>
  story[record] as readonly RowOf<R>[] // indexing by a generic name loses which record it is

/** The zone of a story's rows: that of its first episode's clinic. */
export const zoneOfStory = (story: Story): TimeZone =>
  story.clinics.find(({ clinic_id }) => clinic_id === story.episodes[0]?.clinic_id)?.time_zone ??
  ('America/New_York' as TimeZone) // a zone that every runtime knows

/** From and to, in seconds since 1970. */
export const spanOf = (time: { started_at: string; ended_at: string }, zone: TimeZone) => ({
  from: momentOf(time.started_at as LocalTime, zone), // plain text in a case, checked by the test
  to: momentOf(time.ended_at as LocalTime, zone), // likewise
})

function caseloadMeeting(story: Story, meeting: RowOf<'meetings'>): CaseloadMeeting {
  const zone = zoneOfStory(story)
  const base = { ...meeting, time_zone: zone }
  const { ended_at, started_at } = meeting
  if (ended_at === null) return { ...base, case_review_seconds: 0 }
  const held = spanOf({ started_at, ended_at }, zone)
  const own = story.activities
    .filter((each) => each.kind === 'case_review' && each.staff_id === meeting.care_manager_id)
    .map((each) => spanOf(each, zone))
    .filter(({ from, to }) => from >= held.from && to <= held.to)
    .reduce((sum, { from, to }) => sum + to - from, 0)
  const others = story.reviewedElsewhere[meeting.meeting_id] ?? 0
  return { ...base, case_review_seconds: own + others }
}

const ordered = <R extends StoryRecord>(story: Story, record: R): readonly RowOf<R>[] =>
  rowsOf(story, record).toSorted((a, b) => (idOf(record, a) < idOf(record, b) ? -1 : 1))

/** The patient's records by name, those that no story tells of empty. */
function recordsOf(story: Story): Pick<Dossier, PatientRecord> {
  const told = new Set<string>(storyRecords)
  const rows = patientRecords.map((record) => [
    record,
    told.has(record) ? ordered(story, record as StoryRecord) : [], // it is among them
  ])
  return Object.fromEntries(rows) as Pick<Dossier, PatientRecord> // one entry for each record
}

/** The dossier of a story, its rows ordered by key as the registry hands them over. */
export function dossierOf(story: Story): Dossier {
  const zone = zoneOfStory(story)
  return {
    ...recordsOf(story),
    patient: story.patients[0]!,
    withdrawn_scores: [],
    claims: [],
    meetings: ordered(story, 'meetings').map((meeting) => caseloadMeeting(story, meeting)),
    elsewhere: story.elsewhere.map((each) => ({
      staff_id: each.staff_id,
      kind: each.kind,
      ...spanOf(each, zone),
    })),
    staff: ordered(story, 'staff'),
    clinics: ordered(story, 'clinics'),
    payers: ordered(story, 'payers'),
    policies: ordered(story, 'policies'),
    site_numbers: [],
  }
}

/** Activities that lie in the month on the clinic's calendar, at least in part. */
export const touching = ({ activities, month }: Story): readonly string[] =>
  activities
    .filter(({ started_at }) => started_at.slice(0, 7) <= month)
    .filter(({ ended_at }) => ended_at.slice(0, 7) >= month)
    .filter(({ ended_at }) => !ended_at.startsWith(`${month}-01T00:00`) || /[1-9]$/.test(ended_at))
    .map(({ activity_id }) => activity_id)

/** The same rows under ids that sort the other way round. */
export function reordered(story: Story): Story {
  const last = (at: number) => `z${String(999 - at)}`
  return {
    ...story,
    activities: story.activities.map((each, at) => ({ ...each, activity_id: last(at) })),
    case_reviews: story.case_reviews.map((each, at) => ({ ...each, review_id: last(at) })),
    care_plans: story.care_plans.map((each, at) => ({ ...each, plan_id: last(at) })),
    consents: story.consents.map((each, at) => ({ ...each, consent_id: last(at) })),
    coverages: story.coverages.map((each, at) => ({ ...each, coverage_id: last(at) })),
    diagnoses: story.diagnoses.map((each, at) => ({ ...each, diagnosis_id: last(at) })),
    scores: story.scores.map((each, at) => ({ ...each, score_id: last(at) })),
    services: story.services.map((each, at) => ({ ...each, service_id: last(at) })),
    visits: story.visits.map((each, at) => ({ ...each, visit_id: last(at) })),
    facility_stays: story.facility_stays.map((each, at) => ({ ...each, stay_id: last(at) })),
  }
}

/** The same story, told of another month. */
export const seenIn =
  (month: string): Change =>
  (story) => ({ ...story, month: calendarMonth(month) })

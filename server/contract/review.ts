/** The weekly review: its agenda, and the meetings that prove the weekly consultation. */
import { z } from 'zod'
import { CaseloadRowShape } from './caseload.ts'
import { list } from './lists.ts'
import { shapeOf } from './records.ts'
import { day, handle, localTime } from './words.ts'

export const ReviewQuery = z.strictObject({
  care_manager: handle.optional().describe('absent: oneself, or the first of those one consults'),
  minutes: z
    .string()
    .regex(/^\d{1,3}$/, 'must be minutes')
    .optional()
    .describe('how long the meeting lasts; absent: 60'),
})

export const meetingStates = ['running', 'held', 'to_confirm', 'missed'] as const

/** A review written in a meeting, with the version that a confirmation names. */
const MeetingReview = z.strictObject({
  patient: handle,
  family_name: z.string(),
  given_name: z.string(),
  review: shapeOf('case_reviews'),
  version: z.int(),
  confirmed: z.boolean().describe('by its consultant, or entered by them: it proves'),
})

/** `to_confirm`: entered by somebody else; it proves nothing until its consultant confirms it. */
export const MeetingView = z.strictObject({
  meeting: handle.describe('names it in paths'),
  version: z.int().describe('If-Match: "v1"'),
  state: z.enum(meetingStates),
  row: shapeOf('meetings'),
  minutes: z.int().nullable().describe('how long it lasted, or has lasted so far'),
  minutes_used: z.int().describe('written on the reviews in it: never more than it has'),
  reviews: list(MeetingReview),
})
export type MeetingView = z.output<typeof MeetingView>

const Colleague = z.strictObject({ staff: handle, staff_id: z.string(), name: z.string() })

const AgendaEntry = z.strictObject({
  patient: handle,
  today: day,
  row: CaseloadRowShape,
  points: z.number(),
  minutes: z.int(),
  reasons: list(z.string()).describe('the weightiest first'),
  question: z.string().nullable().describe("the care manager's open question"),
  carried_over: z.boolean().describe('cut by time last week'),
  reviewed: z.boolean().describe('in the running meeting'),
})
export type AgendaEntry = z.output<typeof AgendaEntry>

export const ReviewView = z.strictObject({
  today: day,
  care_manager: Colleague,
  psychiatric_consultant: Colleague.nullable().describe('of most of these cases'),
  care_managers: list(Colleague).describe('whose reviews one may open'),
  consultants: list(Colleague),
  length: z.int().describe('minutes that the meeting has'),
  planned: z.int().describe('minutes of the entries: never more'),
  meeting: MeetingView.nullable().describe('the one that runs, since whenever it was started'),
  last: MeetingView.nullable().describe('the last one held'),
  to_confirm: list(MeetingView),
  missed_weeks: list(day).describe(
    'Mondays of the last eight weeks with neither a meeting nor a reason',
  ),
  entries: list(AgendaEntry),
  left_out: list(AgendaEntry).describe('for want of time: carried over to next week'),
})
export type ReviewView = z.output<typeof ReviewView>

const sentence = z.string().trim().min(1).max(2000)

/** Starts a meeting now; `missed`: a week in which there was none, and why. */
export const NewMeeting = z.strictObject({
  care_manager: handle,
  psychiatric_consultant: handle,
  attendees: sentence.nullable(),
  missed: z.strictObject({ on: day, reason: sentence }).nullable(),
})
export type NewMeeting = z.output<typeof NewMeeting>

export const MeetingAddress = z.strictObject({ meeting: handle })
/** `ended_at` null: now. A time is for one that was never ended, on its own day. */
export const MeetingEnd = z.strictObject({ ended_at: localTime.nullable() })
export type MeetingEnd = z.output<typeof MeetingEnd>

/** The consultant's word for the meeting, and for the versions of its reviews that they have seen. */
export const MeetingConfirmation = z.strictObject({
  reviews: z.array(z.strictObject({ review_id: z.string(), version: z.int().min(1) })).max(200),
})
export type MeetingConfirmation = z.output<typeof MeetingConfirmation>

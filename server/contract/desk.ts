/**
 * A person's desk: unfinished forms, the running timer, saved views. Personal and never evidence: it
 * is kept beside the registry, not in it, and ends with age.
 */
import { z } from 'zod'
import { activityKinds } from '../domain/records/care.ts'
import { list } from './lists.ts'
import { handle, localTime } from './words.ts'

/** JSON of any form; its size is the route's limit. */
const content = z.unknown().refine((value) => value !== undefined, 'must be JSON')

/** 64 KB of JSON for one form, 16 KB for the views of one screen; told as text once written. */
export const draftBytes = 64 * 1024
export const viewsBytes = 16 * 1024

const draftName = z
  .string()
  .regex(/^[A-Za-z0-9][\w.-]{0,99}$/, 'must be 1 to 100 of letters, digits . _ -')
  .describe('the form that it belongs to, with the handle of its patient where it has one')

export const DraftAddress = z.strictObject({ name: draftName })
export const Draft = z.strictObject({
  patient: handle.nullable().describe('whom the form is about; null: nobody'),
  content,
})
export type Draft = z.output<typeof Draft>

const KeptDraft = z.strictObject({
  name: draftName,
  patient: handle.nullable(),
  content,
  kept_at: z.string().describe('a UTC instant'),
})
export const DraftsView = z.strictObject({ drafts: list(KeptDraft) })
export type DraftsView = z.output<typeof DraftsView>

export const TimerStart = z.strictObject({ patient: handle, kind: z.enum(activityKinds) })
export type TimerStart = z.output<typeof TimerStart>

/** `started_at` is the time where the patient's clinic is: what an activity would be written with. */
const TimerShape = z.strictObject({
  patient: handle,
  family_name: z.string(),
  given_name: z.string(),
  kind: z.enum(activityKinds),
  since: z.string().describe('a UTC instant'),
  started_at: localTime,
})
const EndedTimerShape = TimerShape.extend({ ended_at: localTime, seconds: z.int() })

export const TimerView = z.strictObject({ running: TimerShape.nullable() })
export type TimerView = z.output<typeof TimerView>
/** `ended`: the timer that ran until now, so that its time can be recorded. */
export const TimerStarted = z.strictObject({
  running: TimerShape,
  ended: EndedTimerShape.nullable(),
})
export type TimerStarted = z.output<typeof TimerStarted>
export const TimerEnded = z.strictObject({ ended: EndedTimerShape.nullable() })
export type TimerEnded = z.output<typeof TimerEnded>

export const ScreenAddress = z.strictObject({
  screen: z.string().regex(/^[a-z][a-z-]{0,31}$/, 'must be the name of a screen'),
})
/** What somebody keeps for one screen, as that screen writes it. */
export const Views = z.strictObject({ views: content })
export type Views = z.output<typeof Views>
/** By screen, each as that screen wrote it. */
export const AllViews = z.strictObject({ screens: z.record(z.string(), content) })
export type AllViews = z.output<typeof AllViews>

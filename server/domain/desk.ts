/**
 * What lies on a person's desk: unfinished forms, the running timer, saved views.
 *
 * None of it is evidence: nothing here was said, only begun. So it is not in the registry, whose
 * rows are kept for ten years and carried by every backup, but in a file of its own beside it, and
 * it ends with age. What is finished becomes a record there, and its draft is dropped.
 */
import type { ActivityKind } from './records/index.ts'
import type { Instant } from './zone.ts'

const day = 24 * 60 * 60_000
/** Milliseconds: how long each is kept when nobody touches it. */
export const draftAge = 30 * day
/** No work takes longer; a timer that nobody ended says nothing any more. */
export const timerAge = day
export const viewsAge = 400 * day

/** How many forms one person may leave unfinished. */
export const mostDrafts = 100

export interface Draft {
  readonly name: string
  /** Whom the form is about; null: nobody. */
  readonly patient_id: string | null
  /** JSON of the form, as text. */
  readonly content: string
  readonly kept_at: Instant
}

export interface Timer {
  readonly patient_id: string
  readonly kind: ActivityKind
  readonly since: Instant
}
export interface EndedTimer extends Timer {
  readonly until: Instant
}

/** A start, and the timer that it ended. */
export interface Started {
  readonly running: Timer
  readonly ended: EndedTimer | null
}

/** What somebody has kept for one screen, as JSON text. */
export interface ScreenViews {
  readonly screen: string
  readonly views: string
}

/** Each by account: nobody reaches another's desk. What is older than its age is not there. */
export interface Desk {
  drafts(accountId: string, now: Instant): Promise<readonly Draft[]>
  /** The last one kept wins. @returns false where there are too many already */
  keepDraft(accountId: string, draft: Draft): Promise<boolean>
  dropDraft(accountId: string, name: string): Promise<void>
  timer(accountId: string, now: Instant): Promise<Timer | undefined>
  /** Ends what runs, and starts. The same `key` again changes nothing and answers the same. */
  startTimer(accountId: string, timer: Timer, key: string): Promise<Started>
  endTimer(accountId: string, now: Instant): Promise<EndedTimer | undefined>
  views(accountId: string, now: Instant): Promise<readonly ScreenViews[]>
  keepViews(accountId: string, screen: string, views: string, now: Instant): Promise<void>
  close(): Promise<void>
}

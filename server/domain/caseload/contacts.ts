/** Who was reached, who was only tried, and when the next contact is due. */
import { addDays, type CalendarDay, daysBetween } from '../calendar.ts'
import type { Evidence } from '../evidence.ts'
import type { Activity, ActivityKind, PlannedContact } from '../records/index.ts'
import { dayOfTime } from '../zone.ts'
import type { Numbers } from './numbers.ts'

/** An activity of the episode, with its day. */
export interface Dated {
  readonly activity: Activity
  readonly on: CalendarDay
}

export interface Contacts {
  /** Activities that reached the patient or a caregiver, oldest first. */
  readonly reached: readonly Dated[]
  readonly last: Dated | null
  /** Tries since the last contact that reached nobody, oldest first. */
  readonly attempts: readonly Dated[]
}

/** Kinds meant for the patient: unreached, they are tries. Other kinds never set out to reach. */
const towardsPatient: ReadonlySet<ActivityKind> = new Set([
  'outreach',
  'assessment',
  'follow_up',
  'brief_intervention',
  'relapse_prevention',
  'safety_planning',
  'crisis',
] as const)

/** @param activities the episode's, in any order */
export function contactsOf(activities: readonly Activity[]): Contacts {
  const dated = activities
    .map((activity) => ({ activity, on: dayOfTime(activity.started_at) }))
    .sort((a, b) => inOrder(a.activity, b.activity))
  const reached = dated.filter(({ activity }) => activity.reached)
  const last = reached.at(-1) ?? null
  const since = last === null ? dated : dated.slice(dated.indexOf(last) + 1)
  return { reached, last, attempts: since.filter(isAttempt) }
}

const inOrder = (a: Activity, b: Activity): number => {
  if (a.started_at !== b.started_at) return a.started_at < b.started_at ? -1 : 1
  return a.activity_id < b.activity_id ? -1 : 1
}

const isAttempt = ({ activity: { kind, modality } }: Dated): boolean =>
  towardsPatient.has(kind) && modality !== 'none'

/**
 * The tries by which somebody became unreachable: the first that complete so many, in so many ways,
 * within the window (both of its ends count). Later silence does not undo it; reaching them does.
 */
export function unreachable(
  attempts: readonly Dated[],
  { unreached_attempts, unreached_ways, unreached_window }: Numbers,
): readonly Dated[] {
  let start = 0
  for (let end = 0; end < attempts.length; end++) {
    const { on } = attempts[end]!
    while (daysBetween(attempts[start]!.on, on) >= unreached_window) start++
    if (end - start + 1 < unreached_attempts) continue
    const window = attempts.slice(start, end + 1)
    if (new Set(window.map(({ activity }) => activity.modality)).size >= unreached_ways)
      return window
  }
  return []
}

/** From when the next contact fits, and by when it is due. */
export interface NextContact {
  readonly from: CalendarDay
  readonly due: CalendarDay
  /** The row by which a person set the day; null: it follows from the phase. */
  readonly planned: PlannedContact | null
}

/** What the schedule of contacts goes by. */
export interface Schedule {
  readonly phase: 'active' | 'relapse_prevention' | 'on_hold'
  readonly enrolledOn: CalendarDay
  readonly lastContactOn: CalendarDay | null
  readonly improving: boolean
}

/**
 * Counted from the last contact, by the week of treatment that it fell in, so that a date once due
 * does not move on by waiting; before any contact, from enrollment. From week 17 on an improving
 * patient is seen every 21 to 28 days, any other as in the weeks before. On hold nothing is due.
 */
export function nextContact(
  { phase, enrolledOn, lastContactOn, improving }: Schedule,
  numbers: Numbers,
): NextContact | null {
  if (phase === 'on_hold') return null
  const counted = lastContactOn ?? enrolledOn
  const every = (from: number, by = from): NextContact => ({
    from: addDays(counted, from),
    due: addDays(counted, by),
    planned: null,
  })
  if (phase === 'relapse_prevention') return every(numbers.relapse_prevention_contact_every)
  const week = Math.max(0, Math.floor(daysBetween(enrolledOn, counted) / 7))
  if (week <= numbers.early_phase) return every(numbers.early_contact_every)
  if (week <= numbers.middle_phase || !improving) return every(numbers.middle_contact_every)
  return every(numbers.improving_contact_from, numbers.improving_contact_by)
}

/** What a day set by a person is held against. */
export interface Setting {
  readonly lastContactOn: CalendarDay | null
  /** The episode's first day, or where it is on hold, that on which it was put on hold. */
  readonly notBefore: CalendarDay
}

/**
 * The day that a person has set since the last contact outweighs the phase's; of several the one set
 * last. A day set on the contact's own day was set at its end, if it lies after it. What is overdue
 * already is moved only by a row that says why.
 * @param plans the patient's, in any order
 */
export function nextAsSet(
  byPhase: NextContact | null,
  plans: readonly PlannedContact[],
  { lastContactOn, notBefore }: Setting,
): NextContact | null {
  let next = byPhase
  for (const planned of plans.toSorted(inOrderSet)) {
    const { due_on, set_on, reason } = planned
    if (set_on < notBefore) continue
    if (lastContactOn !== null && (set_on < lastContactOn || due_on <= lastContactOn)) continue
    if (next !== null && set_on > next.due && reason === null) continue
    next = { from: due_on, due: due_on, planned }
  }
  return next
}

/** Of one day's rows, that which says why comes last, then the one due last: it moved the others. */
const inOrderSet = (a: PlannedContact, b: PlannedContact): number => {
  if (a.set_on !== b.set_on) return a.set_on < b.set_on ? -1 : 1
  if ((a.reason === null) !== (b.reason === null)) return a.reason === null ? -1 : 1
  if (a.due_on !== b.due_on) return a.due_on < b.due_on ? -1 : 1
  return a.planned_contact_id < b.planned_contact_id ? -1 : 1
}

export const citePlanned = ({ planned_contact_id, due_on }: PlannedContact): Evidence => ({
  record: 'planned_contacts',
  id: planned_contact_id,
  on: due_on,
})

export const citeActivity = ({ activity, on }: Dated): Evidence => ({
  record: 'activities',
  id: activity.activity_id,
  on,
})

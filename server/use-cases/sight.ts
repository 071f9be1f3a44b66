/** What somebody sees of a patient: who may meet whom, on which day, and under which name. */
import { addDays, type CalendarDay, type CalendarMonth } from '../domain/calendar.ts'
import { asOf } from '../domain/caseload/as-of.ts'
import type { Dossier } from '../domain/dossier.ts'
import { zoneOn } from '../domain/episode-zone.ts'
import { brokeGlass, type Grant, mayAudit, mayHoldSubstanceUse } from '../domain/grants.ts'
import {
  asSeenBy,
  holdsSubstanceRecords,
  mayMeet,
  type Person,
  treatingRoles,
} from '../domain/permissions.ts'
import type { Cover } from '../domain/records/index.ts'
import type { Read, Registry } from '../domain/registry.ts'
import { dayOfInstant, type Instant } from '../domain/zone.ts'
import type { Handles } from './people.ts'

/** Looking back: today is another day, or the registry is read as it was known at an instant. */
export interface Retrospect {
  readonly as_of?: CalendarDay
  readonly known_on?: Instant
}

/** Who asks, and when. Who may see whom is judged by now, whatever moment is looked at. */
export interface Asking extends Retrospect {
  readonly person: Person
  readonly at: Instant
  /** What the person was granted beyond their role; what does not hold now counts for nothing. */
  readonly grants?: readonly Grant[]
}

/** One patient as the asking person may see them, on the day that it is at their clinic. */
export interface Sight extends Read {
  readonly handle: string
  readonly today: CalendarDay
  readonly substance_use: boolean
}

/** Not there and not theirs are one answer; only the log tells them apart. */
export interface Unseen {
  readonly outcome: 'unseen'
  readonly patient_id: string | null
}
export type Looked = { readonly outcome: 'seen'; readonly sight: Sight } | Unseen

export const utcDay = (at: Instant): CalendarDay => at.slice(0, 10) as CalendarDay // an instant's day

/** A day that has begun nowhere earlier: what was open on it includes all that is open anywhere. */
export const dayBefore = (at: Instant): CalendarDay => addDays(utcDay(at), -1)

/** The day that it is where the patient is treated. */
export const todayOf = (dossier: Dossier, at: Instant): CalendarDay =>
  dayOfInstant(at, zoneOn(dossier, utcDay(at)))

/** Everybody's covers: they are few. */
export async function coversIn(registry: Pick<Registry, 'rows'>): Promise<readonly Cover[]> {
  const covers: Cover[] = []
  for await (const cover of registry.rows('covers')) covers.push(cover)
  return covers
}

/** Whether a person may meet a patient now, also where the dossier is of another moment. */
export async function isWithinReach(
  registry: Pick<Registry, 'read'>,
  dossier: Dossier,
  { person, at, known_on }: Asking,
  covers?: readonly Cover[],
): Promise<boolean> {
  const { patient_id } = dossier.patient
  const now = known_on === undefined ? dossier : (await registry.read(patient_id))?.dossier
  return now !== undefined && mayMeet(now, person, todayOf(now, at), covers)
}

interface LookParts {
  readonly registry: Registry
  readonly handles: Handles
}

/**
 * @returns the dossier where the person may see it, or broke the glass for it, without what their
 * role needs a grant for
 */
export async function look(parts: LookParts, handle: string, asking: Asking): Promise<Looked> {
  const { person, at, grants = [] } = asking
  const read = await readBy(parts, handle)
  if (!read) return { outcome: 'unseen', patient_id: null }
  const { patient_id } = read.dossier.patient
  const today = todayOf(read.dossier, at)
  const treating = treatingRoles.some((role) => role === person.role)
  const within = async () =>
    mayMeet(read.dossier, person, today) ||
    (treating && brokeGlass(grants, patient_id, at)) ||
    mayMeet(read.dossier, person, today, await coversIn(parts.registry))
  if (!(await within())) return { outcome: 'unseen', patient_id }
  const then = await thenOf(parts, read, asking)
  if (!then) return { outcome: 'unseen', patient_id }
  return { outcome: 'seen', sight: sightOf(then, handle, asking.as_of ?? today, asking) }
}

/** The same patient as looked back at; undefined: the registry did not know them then. */
async function thenOf(
  { registry }: Pick<LookParts, 'registry'>,
  now: Read,
  { as_of, known_on }: Retrospect,
): Promise<Read | undefined> {
  const { patient_id } = now.dossier.patient
  const then = known_on === undefined ? now : await registry.read(patient_id, known_on)
  if (!then || as_of === undefined) return then
  return { ...then, dossier: asOf(then.dossier, as_of) }
}

/**
 * One month for an auditor: only where a request that holds now names it. A month that could rest
 * on substance-use records is not there without a grant for those too.
 */
export async function lookAudited(
  parts: LookParts,
  handle: string,
  month: CalendarMonth,
  asking: Asking,
): Promise<Looked> {
  const { person, at, grants = [] } = asking
  const read = await readBy(parts, handle)
  if (!read) return { outcome: 'unseen', patient_id: null }
  const { patient_id } = read.dossier.patient
  const rests =
    holdsSubstanceRecords(read.dossier) && !mayHoldSubstanceUse(person, grants, patient_id, at)
  if (rests || !mayAudit(grants, patient_id, month, at)) return { outcome: 'unseen', patient_id }
  const then = await thenOf(parts, read, asking)
  if (!then) return { outcome: 'unseen', patient_id }
  const today = asking.as_of ?? todayOf(read.dossier, at)
  return { outcome: 'seen', sight: sightOf(then, handle, today, asking) }
}

async function readBy({ registry, handles }: LookParts, handle: string): Promise<Read | undefined> {
  const patientId = await handles.idOfHandle('patients', handle)
  return patientId === undefined ? undefined : registry.read(patientId)
}

function sightOf(
  read: Read,
  handle: string,
  today: CalendarDay,
  { person, at, grants = [] }: Asking,
): Sight {
  const { patient_id } = read.dossier.patient
  const dossier = mayHoldSubstanceUse(person, grants, patient_id, at)
    ? read.dossier
    : asSeenBy(person.role, read.dossier)
  return { ...read, dossier, handle, today, substance_use: holdsSubstanceRecords(dossier) }
}

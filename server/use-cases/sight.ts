/** What somebody sees of a patient: who may meet whom, on which day, and under which name. */
import { addDays, type CalendarDay } from '../domain/calendar.ts'
import type { Dossier } from '../domain/dossier.ts'
import { zoneOn } from '../domain/episode-zone.ts'
import { asSeenBy, holdsSubstanceRecords, mayMeet, type Person } from '../domain/permissions.ts'
import type { Cover } from '../domain/records/index.ts'
import type { Read, Registry } from '../domain/registry.ts'
import { dayOfInstant, type Instant } from '../domain/zone.ts'
import type { Handles } from './people.ts'

/** Who asks, and when. */
export interface Asking {
  readonly person: Person
  readonly at: Instant
}

/** One patient as the asking person may see them, on the day that it is at their clinic. */
export interface Sight extends Read {
  readonly handle: string
  readonly today: CalendarDay
  readonly substance_use: boolean
}

/** Not there and not theirs are one answer; only the log tells them apart. */
export type Looked =
  | { readonly outcome: 'seen'; readonly sight: Sight }
  | { readonly outcome: 'unseen'; readonly patient_id: string | null }

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

/** @returns the dossier where the person may see it, without what their role needs a grant for */
export async function look(
  { registry, handles }: { readonly registry: Registry; readonly handles: Handles },
  handle: string,
  { person, at }: Asking,
): Promise<Looked> {
  const patientId = await handles.idOfHandle('patients', handle)
  const read = patientId === undefined ? undefined : await registry.read(patientId)
  if (!read) return { outcome: 'unseen', patient_id: null }
  const today = todayOf(read.dossier, at)
  const within = async () =>
    mayMeet(read.dossier, person, today) ||
    mayMeet(read.dossier, person, today, await coversIn(registry))
  if (!(await within())) return { outcome: 'unseen', patient_id: read.dossier.patient.patient_id }
  const dossier = asSeenBy(person.role, read.dossier)
  const substance_use = holdsSubstanceRecords(dossier)
  return { outcome: 'seen', sight: { ...read, dossier, handle, today, substance_use } }
}

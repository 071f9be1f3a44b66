/** Whose weekly review it is: the care manager, those one may open, and the patients within reach. */
import { setImmediate as turnOfOthers } from 'node:timers/promises'
import { coveredBy } from '../../domain/covering.ts'
import type { Dossier } from '../../domain/dossier.ts'
import { mayMeet } from '../../domain/permissions.ts'
import type { Staff } from '../../domain/records/index.ts'
import type { Registry } from '../../domain/registry.ts'
import type { Met } from '../../domain/review/agenda-of.ts'
import type { Meetings } from '../../domain/review/meetings.ts'
import { type PatientMemo, patientMemo } from '../patient-memo.ts'
import { type Handles, staffMember } from '../people.ts'
import type { RowKeys } from '../row-keys.ts'
import { type Asking, coversIn, dayBefore, todayOf, utcDay } from '../sight.ts'

export interface ReviewParts {
  readonly registry: Pick<
    Registry,
    'history' | 'dossiers' | 'commit' | 'chosen' | 'rows' | 'auditTrail'
  >
  readonly handles: Handles
  readonly meetings: Meetings
  readonly rowKeys: RowKeys
}

export interface Colleague {
  readonly staff: string
  readonly staff_id: string
  readonly name: string
}

/** @returns undefined where nobody has that id */
export async function colleague(
  { registry, handles }: ReviewParts,
  staffId: string,
): Promise<Colleague | undefined> {
  const row = await staffMember(registry, staffId)
  const staff = row && (await handles.handleOf('staff', staffId))
  return row && staff !== undefined ? { staff, staff_id: staffId, name: row.name } : undefined
}

export async function colleagues(
  parts: ReviewParts,
  staffIds: Iterable<string>,
): Promise<readonly Colleague[]> {
  const found: Colleague[] = []
  for (const id of new Set(staffIds)) {
    const one = await colleague(parts, id)
    if (one) found.push(one)
  }
  return found.sort((a, b) => (a.name < b.name ? -1 : 1))
}

/**
 * Care managers whose weekly review a person may open: their own, or those they consult; and those
 * of whom they cover today.
 */
export async function careManagersOf(
  parts: ReviewParts,
  { person, at }: Asking,
): Promise<readonly string[]> {
  const day = utcDay(at)
  const covered = coveredBy(await coversIn(parts.registry), person.staff_id, day)
  const theirs: string[] = [person.staff_id]
  for (const id of covered)
    if ((await staffMember(parts.registry, id))?.role === person.role) theirs.push(id)
  if (person.role === 'care_manager') return theirs
  const found: string[] = []
  for (const id of theirs) found.push(...(await parts.meetings.careManagersWith(id, dayBefore(at))))
  return found
}

/** How many patients are read before others get their turn. */
const atOnce = 8

/** Patients of the few care managers whose reviews go on at once; a chart takes some 100 KB. */
const mostCharts = 300

type Memory = PatientMemo<Dossier>
const memories = new WeakMap<ReviewParts['registry'], Memory>()

/** Charts as they were last read: one for each registry, whoever asks. */
function memoryOf(registry: ReviewParts['registry']): Memory {
  const known = memories.get(registry)
  if (known) return known
  const made = patientMemo<Dossier>(registry, mostCharts)
  memories.set(registry, made)
  return made
}

/**
 * The care manager's open patients, as far as the asking person may meet them. Only charts that
 * were written since somebody last asked are read again.
 */
export async function metBy(
  { registry }: ReviewParts,
  { person, at }: Asking,
  care_manager_id: string,
): Promise<readonly Met[]> {
  const memory = memoryOf(registry)
  const moment = await memory.catchUp()
  const covers = await memory.covers()
  const ids = await registry.chosen({ by: 'open', on: dayBefore(at), care_manager_id })
  const read = new Map<string, Dossier>()
  const missing = ids.filter((id) => {
    const known = memory.get(id)
    if (known) read.set(id, known)
    return !known
  })
  for await (const dossier of registry.dossiers({ by: 'patients', patient_ids: missing })) {
    const { patient_id } = dossier.patient
    read.set(patient_id, dossier)
    memory.put(moment, patient_id, dossier, dossier)
    if (read.size % atOnce === 0) await turnOfOthers()
  }
  return ids
    .flatMap((id) => read.get(id) ?? [])
    .map((dossier) => ({ dossier, today: todayOf(dossier, at) }))
    .filter(({ dossier, today }) => mayMeet(dossier, person, today, covers))
}

/** A member of staff by the name that paths use. */
export async function staffNamed(
  { registry, handles }: ReviewParts,
  handle: string,
): Promise<Staff | undefined> {
  const id = await handles.idOfHandle('staff', handle)
  return id === undefined ? undefined : staffMember(registry, id)
}

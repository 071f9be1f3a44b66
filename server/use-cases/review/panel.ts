/** Whose weekly review it is: the care manager, those one may open, and the patients within reach. */
import { setImmediate as turnOfOthers } from 'node:timers/promises'
import { mayMeet } from '../../domain/permissions.ts'
import type { Staff } from '../../domain/records/index.ts'
import type { Registry } from '../../domain/registry.ts'
import type { Met } from '../../domain/review/agenda-of.ts'
import type { Meetings } from '../../domain/review/meetings.ts'
import { type Handles, staffMember } from '../people.ts'
import type { RowKeys } from '../row-keys.ts'
import { type Asking, dayBefore, todayOf } from '../sight.ts'

export interface ReviewParts {
  readonly registry: Pick<Registry, 'history' | 'dossiers' | 'commit'>
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

/** Care managers whose weekly review a person may open: their own, or those they consult. */
export async function careManagersOf(
  { meetings }: ReviewParts,
  { person, at }: Asking,
): Promise<readonly string[]> {
  if (person.role === 'care_manager') return [person.staff_id]
  return meetings.careManagersWith(person.staff_id, dayBefore(at))
}

/** How many patients are read before others get their turn. */
const atOnce = 8

/** The care manager's open patients, as far as the asking person may meet them. */
export async function metBy(
  { registry }: ReviewParts,
  { person, at }: Asking,
  care_manager_id: string,
): Promise<readonly Met[]> {
  const met: Met[] = []
  let read = 0
  for await (const dossier of registry.dossiers({
    by: 'open',
    on: dayBefore(at),
    care_manager_id,
  })) {
    const today = todayOf(dossier, at)
    if (mayMeet(dossier, person, today)) met.push({ dossier, today })
    if (++read % atOnce === 0) await turnOfOthers()
  }
  return met
}

/** A member of staff by the name that paths use. */
export async function staffNamed(
  { registry, handles }: ReviewParts,
  handle: string,
): Promise<Staff | undefined> {
  const id = await handles.idOfHandle('staff', handle)
  return id === undefined ? undefined : staffMember(registry, id)
}

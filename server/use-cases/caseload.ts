/** The caseload and the worklist: each open episode within reach, judged on its own day. */
import type { CalendarDay } from '../domain/calendar.ts'
import {
  type Case,
  type CaseloadRow,
  casesOf,
  type Work,
  worklistOf,
} from '../domain/caseload/index.ts'
import type { Dossier } from '../domain/dossier.ts'
import { asSeenBy, holdsSubstanceRecords, mayMeet } from '../domain/permissions.ts'
import type { Choice, Registry } from '../domain/registry.ts'
import { type Handles, handlesOfPatients } from './people.ts'
import { type Asking, dayBefore, todayOf } from './sight.ts'

/** A row of the list, with the name by which its patient is opened, and the day it was judged on. */
export interface Listed {
  readonly patient: string
  readonly today: CalendarDay
  readonly row: CaseloadRow
}

/** Whom a list shows, for the log. */
interface Showing {
  readonly patients: readonly string[]
  readonly substance_use: boolean
}

export interface Caseload extends Showing {
  readonly rows: readonly Listed[]
}

export interface Worklist extends Caseload {
  readonly items: readonly (Work & { readonly episode_id: string })[]
}

interface Parts {
  readonly registry: Registry
  readonly handles: Handles
}

export const caseloads = (parts: Parts) => ({
  /**
   * @param careManager a handle: only the patients of that care manager, as far as they are within
   *   reach; absent: a care manager's own, and everybody else's whom they treat
   * @returns undefined where nobody has that handle
   */
  async list(asking: Asking, careManager?: string): Promise<Caseload | undefined> {
    const met = await meet(parts, asking, careManager)
    return met && { ...showing(met), rows: await listed(parts, met) }
  },

  /** What is due for the same patients; only those for whom something is due are shown. */
  async work(asking: Asking, careManager?: string): Promise<Worklist | undefined> {
    const met = await meet(parts, asking, careManager)
    if (!met) return undefined
    const items = worklistOf(met.flatMap(({ cases }) => cases)).map(
      ({ row: { episode_id }, kind, because, since, severity }) => ({
        kind,
        because,
        since,
        severity,
        episode_id,
      }),
    )
    const due = new Set(items.map(({ episode_id }) => episode_id))
    const busy = met.filter(({ cases }) => cases.some(({ row }) => due.has(row.episode_id)))
    const rows = await listed(parts, busy)
    return { ...showing(busy), items, rows: rows.filter(({ row }) => due.has(row.episode_id)) }
  },
})

export type Caseloads = ReturnType<typeof caseloads>

async function chosen(
  handles: Handles,
  { person, at }: Asking,
  careManager: string | undefined,
): Promise<Choice | undefined> {
  const open = { by: 'open', on: dayBefore(at) } as const
  if (careManager !== undefined) {
    const care_manager_id = await handles.idOfHandle('staff', careManager)
    return care_manager_id === undefined ? undefined : { ...open, care_manager_id }
  }
  return person.role === 'care_manager'
    ? { ...open, care_manager_id: person.staff_id }
    : { ...open, member_id: person.staff_id }
}

/** A patient within reach with their open episodes. */
interface Met {
  readonly dossier: Dossier
  readonly today: CalendarDay
  readonly cases: readonly Case[]
}

/** Patients with open episodes whom the person may meet, as their role may see them. */
async function meet(
  { registry, handles }: Parts,
  asking: Asking,
  careManager: string | undefined,
): Promise<readonly Met[] | undefined> {
  const choice = await chosen(handles, asking, careManager)
  if (!choice) return undefined
  const { person, at } = asking
  const met: Met[] = []
  for await (const whole of registry.dossiers(choice)) {
    const today = todayOf(whole, at)
    if (!mayMeet(whole, person, today)) continue
    const dossier = asSeenBy(person.role, whole)
    const cases = casesOf(dossier, today, { clock_day: today })
    if (cases.length > 0) met.push({ dossier, today, cases })
  }
  return met
}

async function listed({ handles }: Parts, met: readonly Met[]): Promise<readonly Listed[]> {
  const handleOf = await handlesOfPatients(
    handles,
    met.map(({ dossier }) => dossier),
  )
  return met.flatMap(({ dossier, today, cases }) =>
    cases.map(({ row }) => ({ patient: handleOf(dossier), today, row })),
  )
}

const showing = (met: readonly Met[]): Showing => ({
  patients: met.map(({ dossier }) => dossier.patient.patient_id),
  substance_use: met.some(({ dossier }) => holdsSubstanceRecords(dossier)),
})

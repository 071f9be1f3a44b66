/** The caseload and the worklist: each open episode within reach, judged on its own day. */
import { setImmediate as turnOfOthers } from 'node:timers/promises'
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
import { memoOver } from './memo.ts'
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

/** How many lists are remembered: those of the people at work. */
const mostLists = 300

export const caseloads = (parts: Parts) => {
  const lists = memoOver<Caseload>(parts.registry, mostLists)
  const works = memoOver<Worklist>(parts.registry, mostLists)
  return {
    /**
     * @param careManager a handle: only the patients of that care manager, as far as they are
     *   within reach; absent: a care manager's own, and everybody else's whom they treat
     * @returns undefined where nobody has that handle
     */
    async list(asking: Asking, careManager?: string): Promise<Caseload | undefined> {
      const choice = await chosen(parts.handles, asking, careManager)
      return choice && lists(keyOf(asking, choice), () => listOf(parts, asking, choice))
    },

    /** What is due for the same patients; only those for whom something is due are shown. */
    async work(asking: Asking, careManager?: string): Promise<Worklist | undefined> {
      const choice = await chosen(parts.handles, asking, careManager)
      return choice && works(keyOf(asking, choice), () => workOf(parts, asking, choice))
    },
  }
}

export type Caseloads = ReturnType<typeof caseloads>

/** Who asks for what, and in which quarter of an hour: days begin nowhere between two of them. */
const keyOf = ({ person, at }: Asking, choice: Choice): string =>
  JSON.stringify([person, choice, at.slice(0, 13), Math.floor(Number(at.slice(14, 16)) / 15)])

async function listOf(parts: Parts, asking: Asking, choice: Choice): Promise<Caseload> {
  const met = await meet(parts, asking, choice)
  return { ...showing(met), rows: await listed(parts, met) }
}

async function workOf(parts: Parts, asking: Asking, choice: Choice): Promise<Worklist> {
  const met = await meet(parts, asking, choice)
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
}

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

/** How many patients are judged before others get their turn: some ten milliseconds. */
const atOnce = 8

/** Patients with open episodes whom the person may meet, as their role may see them. */
async function meet(
  { registry }: Parts,
  { person, at }: Asking,
  choice: Choice,
): Promise<readonly Met[]> {
  const met: Met[] = []
  let judged = 0
  for await (const whole of registry.dossiers(choice)) {
    const today = todayOf(whole, at)
    if (!mayMeet(whole, person, today)) continue
    const dossier = asSeenBy(person.role, whole)
    const cases = casesOf(dossier, today, { clock_day: today })
    if (cases.length > 0) met.push({ dossier, today, cases })
    if (++judged % atOnce === 0) await turnOfOthers()
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

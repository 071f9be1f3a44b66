/** The caseload and the worklist: each open episode within reach, judged on its own day. */
import { addDays, type CalendarDay } from '../domain/calendar.ts'
import { type CaseloadRow, inWorklistOrder, type Work } from '../domain/caseload/index.ts'
import { coveredBy } from '../domain/covering.ts'
import type { Cover } from '../domain/records/index.ts'
import type { Choice, Registry } from '../domain/registry.ts'
import { type Met, meeting, metThen } from './caseload-met.ts'
import { memoOver } from './memo.ts'
import type { Handles } from './people.ts'
import { type Asking, coversIn, dayBefore } from './sight.ts'
import { type Urgency, urgencyOf } from './urgency.ts'

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
  readonly items: readonly (Work & Urgency & { readonly episode_id: string })[]
}

interface Parts {
  readonly registry: Registry
  readonly handles: Handles
}

/** How many lists are remembered: those of the people at work. */
const mostLists = 300

export const caseloads = (parts: Parts) => {
  const meet = meeting(parts)
  const lists = memoOver<Caseload>(parts.registry, mostLists)
  const works = memoOver<Worklist>(parts.registry, mostLists)
  const met = async (asking: Asking, of: Of): Promise<readonly Met[]> => {
    if (isLookingBack(asking))
      return metThen(parts, asking, choicesOf(asking, of, await coversIn(parts.registry)))
    return meet(asking, async (covers) => {
      const choices = choicesOf(asking, of, covers)
      const ids: string[] = []
      for (const choice of choices) ids.push(...(await parts.registry.chosen(choice)))
      return choices.length === 1
        ? ids
        : parts.registry.chosen({ by: 'patients', patient_ids: ids })
    })
  }
  return {
    /**
     * @param careManager a handle: only the patients of that care manager, as far as they are
     *   within reach; absent: a care manager's own, and everybody else's whom they treat; those of
     *   whom they cover today too
     * @returns undefined where nobody has that handle
     */
    async list(asking: Asking, careManager?: string): Promise<Caseload | undefined> {
      const of = await whose(parts.handles, asking, careManager)
      return of && lists(keyOf(asking, of), async () => listOf(await met(asking, of)))
    },

    /** What is due for the same patients; only those for whom something is due are shown. */
    async work(asking: Asking, careManager?: string): Promise<Worklist | undefined> {
      const of = await whose(parts.handles, asking, careManager)
      return (
        of && works(keyOf(asking, of), async () => workOf(parts.registry, await met(asking, of)))
      )
    },
  }
}

export type Caseloads = ReturnType<typeof caseloads>

/** Whose patients: of one care manager, or one's own and of those whom one covers. */
type Of = { readonly care_manager_id: string } | 'own'

async function whose(
  handles: Handles,
  { person }: Asking,
  careManager: string | undefined,
): Promise<Of | undefined> {
  if (careManager === undefined) return 'own'
  const care_manager_id = await handles.idOfHandle('staff', careManager)
  if (care_manager_id === undefined) return undefined
  const isOwn = person.role === 'care_manager' && person.staff_id === care_manager_id
  return isOwn ? 'own' : { care_manager_id }
}

/** Who asks for what, and in which quarter of an hour: days begin nowhere between two of them. */
const keyOf = ({ person, at, as_of, known_on }: Asking, of: Of): string => {
  const quarter = Math.floor(Number(at.slice(14, 16)) / 15)
  return JSON.stringify([person, of, at.slice(0, 13), quarter, as_of, known_on])
}

const isLookingBack = ({ as_of, known_on }: Asking): boolean =>
  as_of !== undefined || known_on !== undefined

function choicesOf(
  { person, at, as_of }: Asking,
  of: Of,
  covers: readonly Cover[],
): readonly Choice[] {
  const open = { by: 'open', on: as_of ?? dayBefore(at) } as const
  if (of !== 'own') return [{ ...open, ...of }]
  // It may be any of three days at their clinics; which it is, each patient's own day will say.
  const days = [0, 1, 2].map((count) => addDays(open.on, count))
  const absent = days.flatMap((day) => [...coveredBy(covers, person.staff_id, day)])
  return [...new Set([person.staff_id, ...absent])].map((id) =>
    person.role === 'care_manager' ? { ...open, care_manager_id: id } : { ...open, member_id: id },
  )
}

const listOf = (met: readonly Met[]): Caseload => ({
  ...showing(met),
  rows: met.flatMap((one) => listedOf(one, one.rows)),
})

async function workOf(registry: Registry, met: readonly Met[]): Promise<Worklist> {
  const items: Worklist['items'][number][] = []
  for (const item of inWorklistOrder(met.flatMap((one) => one.items))) {
    const { row, kind, because, since, severity } = item
    const work = { kind, because, since, severity, episode_id: row.episode_id }
    items.push({ ...work, ...(await urgencyOf(registry, item)) })
  }
  const busy = met.filter((one) => one.items.length > 0)
  const rows = busy.flatMap((one) => {
    const due = new Set(one.items.map(({ row }) => row.episode_id))
    return listedOf(
      one,
      one.rows.filter(({ episode_id }) => due.has(episode_id)),
    )
  })
  return { ...showing(busy), items, rows }
}

const listedOf = ({ patient, today }: Met, rows: readonly CaseloadRow[]): readonly Listed[] =>
  rows.map((row) => ({ patient, today, row }))

const showing = (met: readonly Met[]): Showing => ({
  patients: met.map(({ patient_id }) => patient_id),
  substance_use: met.some(({ substance_use }) => substance_use),
})

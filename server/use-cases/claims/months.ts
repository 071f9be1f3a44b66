/** A month of billing: its first look after its last day, its closing, and the officer's signals. */
import { addDays, type CalendarDay, type CalendarMonth, lastDay } from '../../domain/calendar.ts'
import { type Cluster, clusterOf, crossedSince } from '../../domain/claims/signals.ts'
import type { Shortfall } from '../../domain/evidence.ts'
import type { BillingMonth } from '../../domain/records/index.ts'
import { CommitRefused } from '../../domain/registry.ts'
import type { MonthRow, MonthRuns } from '../billing-months.ts'
import { justShortIn } from './marks.ts'
import { type ClaimBy, type ClaimParts, changeOf } from './parts.ts'

export type MonthParts = ClaimParts & { readonly monthRuns: MonthRuns }

export interface KeptMonth {
  readonly row: BillingMonth
  readonly version: number
}
export type MonthOutcome =
  | { readonly outcome: 'kept'; readonly kept: KeptMonth; readonly patients: readonly string[] }
  | { readonly outcome: 'refused'; readonly shortfall: Shortfall }
  | { readonly outcome: 'busy' }

export async function monthNow(
  { registry }: Pick<ClaimParts, 'registry'>,
  month: CalendarMonth,
): Promise<KeptMonth | null> {
  const version = (await registry.history('billing_months', month)).at(-1)
  return version ? { row: version.row as BillingMonth, version: version.version } : null // of that record
}

/** Over everywhere: the day after its last has begun in every time zone. */
const isOver = (month: CalendarMonth, at: string): boolean =>
  addDays(at.slice(0, 10) as CalendarDay, -1) >= lastDay(month) // an instant's day

const notOver = (month: CalendarMonth): Shortfall => ({
  reason: 'month-not-over',
  message: `${month} is not over.`,
  remedy: 'A month is looked at for billing, and closed, after its last day.',
})

/** Keeps whose minutes were just short when somebody first looked; a second look changes nothing. */
export async function firstLook(
  parts: MonthParts,
  month: CalendarMonth,
  { asking, commit: { actor, at } }: ClaimBy,
): Promise<MonthOutcome> {
  const before = await monthNow(parts, month)
  if (before) return { outcome: 'kept', kept: before, patients: [] }
  if (!isOver(month, at)) return { outcome: 'refused', shortfall: notOver(month) }
  const run = await parts.monthRuns.run({ month, ...asking })
  if (!run) return { outcome: 'busy' }
  const row: BillingMonth = {
    month,
    first_look_by: actor.who,
    first_look_at: at,
    just_short: JSON.stringify(run.just_short),
    closed_by: null,
    closed_at: null,
    close_note: null,
  }
  await stored(parts, row, 0, { actor, at, reason: `first look at ${month}` })
  const kept = await monthNow(parts, month)
  return { outcome: 'kept', kept: kept!, patients: run.patients }
}

/** Closes a month: what is entered for it later is shown as such. Closed is closed. */
export async function close(
  parts: ClaimParts,
  month: CalendarMonth,
  note: string,
  { commit: { actor, at } }: ClaimBy,
): Promise<MonthOutcome> {
  const before = await monthNow(parts, month)
  if (before?.row.closed_at) return { outcome: 'kept', kept: before, patients: [] }
  if (!before) return { outcome: 'refused', shortfall: notLookedAt }
  const row = { ...before.row, closed_by: actor.who, closed_at: at, close_note: note }
  await stored(parts, row, before.version, { actor, at, reason: note })
  const kept = await monthNow(parts, month)
  return { outcome: 'kept', kept: kept!, patients: [] }
}

const notLookedAt: Shortfall = {
  reason: 'not-looked-at',
  message: 'Nobody has looked at this month yet.',
  remedy: 'Take the first look, bill what is proven, then close it.',
}

/** Somebody else may have been faster: then it is theirs that is kept. */
async function stored(
  { registry }: ClaimParts,
  row: BillingMonth,
  replaces: number,
  by: ClaimBy['commit'] & { readonly reason: string },
): Promise<void> {
  await registry
    .commit({ ...by, changes: [changeOf('billing_months', row, replaces)] })
    .catch((error: unknown) => {
      if (!(error instanceof CommitRefused && error.reason === 'stale-version')) throw error
    })
}

export interface Signals {
  readonly month: CalendarMonth
  readonly first_look_at: string | null
  readonly clusters: readonly (Cluster & { readonly care_manager: string })[]
  /** Months that were just short at the first look and have reached the band since. */
  readonly crossed: readonly {
    readonly mrn: string
    readonly care_manager: string
    readonly code: string
    readonly minutes_then: number
    readonly minutes_now: number
  }[]
  readonly patients: readonly string[]
}

/** Undefined: too many runs are going on. Judged as for billing; shown are counts and numbers. */
export async function signals(
  parts: MonthParts,
  month: CalendarMonth,
  { asking }: ClaimBy,
): Promise<Signals | undefined> {
  const person = { ...asking.person, role: 'billing_staff' } as const
  const run = await parts.monthRuns.run({ month, ...asking, person })
  if (!run) return undefined
  const rows = run.parts.flatMap(
    (part) => JSON.parse(`[${new TextDecoder().decode(part)}]`) as MonthRow[], // as the run wrote them
  )
  const kept = await monthNow(parts, month)
  const looked = new Map((kept ? justShortIn(kept.row) : []).map((one) => [one[0], one]))
  const managers = [...new Set(rows.map(managerOf))].sort()
  const crossed = rows.flatMap((row, i) => {
    const { mrn, minutes } = row
    const then = looked.get(run.patients[i] ?? '')
    if (!then || !crossedSince(then, minutes)) return []
    return [
      {
        mrn,
        care_manager: managerOf(row),
        code: then[2],
        minutes_then: then[1],
        minutes_now: minutes,
      },
    ]
  })
  return {
    month,
    first_look_at: kept?.row.first_look_at ?? null,
    clusters: managers.map((care_manager) => ({
      care_manager,
      ...clusterOf(rows.filter((row) => managerOf(row) === care_manager)),
    })),
    crossed,
    patients: run.patients,
  }
}

const managerOf = ({ care_manager }: MonthRow): string => care_manager?.name ?? 'nobody'

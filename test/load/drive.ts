/**
 * Sends requests on a fixed schedule, whatever becomes of those before: a slow answer delays no other,
 * and each is timed from the moment it was due (no coordinated omission).
 */
import type { Chance } from '../../db/seed/chance.ts'
import { type Answer, ask, type Manager, newPool } from './fleet.ts'
import { type Kind, type Wish, wishOf } from './mix.ts'

/** A write that the server has said is kept. */
export interface Kept {
  readonly patient: string
  readonly cookie: string
  readonly record: string
  readonly key: string
}

export interface Driven {
  readonly rate: number
  readonly seconds: number
  /** Milliseconds from when it was due to the end of its answer, by kind; of those done. */
  readonly times: ReadonlyMap<Kind, readonly number[]>
  /** By status; 0: the connection broke. */
  readonly statuses: ReadonlyMap<number, number>
  readonly kept: readonly Kept[]
  /** Of those turned away: how many did not say when to come again. */
  readonly unsaid: number
  /** The greatest number of requests under way at once. */
  readonly most: number
}

export interface Order {
  readonly address: string
  readonly managers: readonly Manager[]
  readonly rate: number
  readonly seconds: number
  readonly luck: Chance
  /** Told of each answer, as it comes. */
  readonly heard?: (status: number, milliseconds: number) => void
}

const sleep = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds))

export async function drive(order: Order): Promise<Driven> {
  const { address, managers, rate, seconds, luck, heard } = order
  const pool = newPool()
  const tally = newTally()
  const began = performance.now()
  const underWay: Promise<void>[] = []
  let now = 0
  const one = async (wish: Wish, due: number): Promise<void> => {
    tally.most = Math.max(tally.most, ++now)
    const answer = await ask(pool, address, wish).catch(() => broken)
    now--
    const took = performance.now() - due
    count(tally, wish, answer, took)
    heard?.(answer.status, took)
  }
  const all = Math.round(rate * seconds)
  for (let i = 0; i < all; ) {
    const due = began + (i * 1000) / rate
    if (due > performance.now()) await sleep(Math.max(1, due - performance.now()))
    for (; i < all && began + (i * 1000) / rate <= performance.now(); i++)
      underWay.push(one(wishOf(managers, luck), began + (i * 1000) / rate))
  }
  await Promise.all(underWay)
  pool.destroy()
  return { rate, seconds: (performance.now() - began) / 1000, ...tally }
}

const broken: Answer = { status: 0, body: '', retryAfter: undefined }

const newTally = () => ({
  times: new Map<Kind, number[]>(),
  statuses: new Map<number, number>(),
  kept: [] as Kept[],
  unsaid: 0,
  most: 0,
})

function count(
  tally: ReturnType<typeof newTally>,
  { kind, patient, cookie = '' }: Wish,
  { status, body, retryAfter }: Answer,
  took: number,
): void {
  tally.statuses.set(status, (tally.statuses.get(status) ?? 0) + 1)
  if (status === 503 && retryAfter === undefined) tally.unsaid++
  if (status >= 300 || status === 0) return
  const times = tally.times.get(kind) ?? []
  times.push(took)
  tally.times.set(kind, times)
  if (status !== 201) return
  const { record, key } = JSON.parse(body) as { record: string; key: string } // its contract
  tally.kept.push({ patient, cookie, record, key })
}

/** Of numbers: the one below which so many in a hundred are. */
export function percentile(numbers: readonly number[], share: number): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  return (
    sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * share) / 100))] ?? Number.NaN
  )
}

/** Ordered exports and how far each is: made in a thread, one after the other. */
import { inTurnBy } from '../in-turn.ts'
import type { Asking } from '../sight.ts'
import { outOfReach, type Unseen } from './reach.ts'
import type { AuditExportRuns, KeptOrder } from './runs.ts'
import { type AtWork, type ExportSeen, seenOf } from './seen.ts'

/** How many may be under way, whoever ordered them. */
const most = 5

export type Owned = { readonly outcome: 'found'; readonly kept: KeptOrder } | Unseen

export function underWay(runs: AuditExportRuns) {
  const atWork = new Map<string, AtWork>()
  let before: Promise<unknown> = Promise.resolve()
  const seen = (kept: KeptOrder): ExportSeen => seenOf(kept, atWork.get(kept.export))
  return {
    seen,
    /** What is asked under one name is answered one after the other. */
    inTurn: inTurnBy(),
    isBusy: (): boolean =>
      [...atWork.values()].filter(({ state }) => state !== 'failed').length >= most,

    /** Theirs, and still theirs to see: what was granted may have ended since it was ordered. */
    async own(name: string, asking: Asking): Promise<Owned> {
      const kept = (await runs.kept()).find((one) => one.export === name)
      if (!kept || kept.order.actor.who !== asking.person.staff_id)
        return { outcome: 'unseen', patient_id: null }
      return outOfReach(kept.order, asking) ?? { outcome: 'found', kept }
    },

    /** Keeps an order; making it goes on after this answers. */
    async begin(kept: KeptOrder): Promise<ExportSeen> {
      await runs.keep(kept)
      atWork.set(kept.export, { state: 'waiting', done: 0, says: null })
      before = before.then(() => run(runs, kept, atWork))
      return seen(kept)
    },

    async forget(name: string): Promise<void> {
      atWork.delete(name)
      await runs.remove(name)
    },
  }
}

export type UnderWay = ReturnType<typeof underWay>

/** Never rejects: what goes wrong is told where the export is looked at. */
async function run(runs: AuditExportRuns, kept: KeptOrder, atWork: Map<string, AtWork>) {
  let now: AtWork = { state: 'running', done: 0, says: null }
  const tell = (news: Partial<AtWork>): void => {
    now = { ...now, ...news }
    atWork.set(kept.export, now)
  }
  tell({})
  try {
    const done = await runs.make(kept, (count) => tell({ done: count }))
    await runs.keep({ ...kept, done })
    atWork.delete(kept.export)
  } catch (error) {
    tell({ state: 'failed', says: error instanceof Error ? error.message : String(error) })
  }
}

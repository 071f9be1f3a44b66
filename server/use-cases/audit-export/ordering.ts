/**
 * Audit exports ordered on a screen: watched, taken up again where they stopped, and fetched by
 * whoever ordered them and by nobody else.
 */
import { canonicalText } from '../../domain/canonical.ts'
import type { Claims } from '../../domain/claims/port.ts'
import type { Shortfall } from '../../domain/evidence.ts'
import type { Registry } from '../../domain/registry.ts'
import type { Handles } from '../people.ts'
import type { Asking } from '../sight.ts'
import { type Choosing, choose, type PatientMonth } from './choosing.ts'
import type { Order } from './order.ts'
import { clearedOf, outOfReach, type Unseen } from './reach.ts'
import type { AuditExportRuns, KeptOrder } from './runs.ts'
import { type ExportSeen, isUnderWay } from './seen.ts'
import { type UnderWay, underWay } from './under-way.ts'

export interface OrderingParts {
  readonly registry: Pick<Registry, 'chosen'>
  readonly handles: Handles
  readonly claims: Claims
  readonly auditExportRuns: AuditExportRuns
  readonly newId: () => string
}

/** What is sent: patients are named by their handles. */
export interface Wish
  extends Omit<Choosing, 'months'>,
    Pick<Order, 'recipient' | 'purpose' | 'pseudonymized' | 'leave_out'> {
  readonly months: readonly { readonly patient: string; readonly month: PatientMonth['month'] }[]
}

export type Ordered =
  | { readonly outcome: 'taken'; readonly seen: ExportSeen }
  | { readonly outcome: 'refused'; readonly shortfall: Shortfall }
  | { readonly outcome: 'busy' }
  | { readonly outcome: 'key_reused' }
  | Unseen

export function ordering(parts: OrderingParts) {
  const { auditExportRuns: runs } = parts
  const all = underWay(runs)
  return {
    ...watching(runs, all),

    /** Answers when the order is kept; making it goes on. */
    take(wish: Wish, asking: Asking, idempotencyKey: string): Promise<Ordered> {
      const key = `${asking.person.staff_id} ${idempotencyKey}`
      const sent = { key, wish: canonicalText(wish) }
      return all.inTurn(key, async () => {
        const known = (await runs.kept()).find((one) => one.sent.key === key)
        if (known && known.sent.wish !== sent.wish) return { outcome: 'key_reused' }
        if (known) return { outcome: 'taken', seen: all.seen(known) }
        if (all.isBusy()) return { outcome: 'busy' }
        const made = await orderOf(parts, wish, asking)
        if ('outcome' in made) return made
        const kept: KeptOrder = { export: parts.newId(), sent, order: made, done: null }
        return { outcome: 'taken', seen: await all.begin(kept) }
      })
    },

    /** Goes on with what was cut off; tries again what was refused. What is made stays so. */
    again: (name: string, asking: Asking): Promise<Ordered> =>
      all.inTurn(name, async () => {
        const found = await all.own(name, asking)
        if (found.outcome === 'unseen') return found
        const seen = all.seen(found.kept)
        if (seen.state === 'made' || isUnderWay(seen.state)) return { outcome: 'taken', seen }
        if (all.isBusy()) return { outcome: 'busy' }
        return { outcome: 'taken', seen: await all.begin({ ...found.kept, done: null }) }
      }),
  }
}

export type Ordering = ReturnType<typeof ordering>

const watching = (runs: AuditExportRuns, all: UnderWay) => ({
  async list({ person }: Asking): Promise<readonly ExportSeen[]> {
    const kept = await runs.kept()
    return kept.filter(({ order }) => order.actor.who === person.staff_id).map(all.seen)
  },

  /** One of them, with whom it names: whose consent is missing. */
  async one(name: string, asking: Asking) {
    const found = await all.own(name, asking)
    if (found.outcome === 'unseen') return found
    const { done } = found.kept
    const { shortfalls, patients } =
      done?.outcome === 'refused' ? done : { shortfalls: [], patients: [] }
    return { outcome: 'found', seen: all.seen(found.kept), shortfalls, patients } as const
  },

  /** The file, and whom it discloses: that is to be recorded before a byte of it leaves. */
  async release(name: string, asking: Asking) {
    const found = await all.own(name, asking)
    if (found.outcome === 'unseen') return found
    const { order, done } = found.kept
    if (done?.outcome !== 'made') return notThere
    return { outcome: 'found', path: runs.pathOf(name), order, disclosed: done } as const
  },

  remove: (name: string, asking: Asking): Promise<Unseen | { readonly outcome: 'removed' }> =>
    all.inTurn(name, async () => {
      const found = await all.own(name, asking)
      if (found.outcome === 'unseen') return found
      if (isUnderWay(all.seen(found.kept).state)) return notThere
      await all.forget(name)
      return { outcome: 'removed' }
    }),
})

const notThere: Unseen = { outcome: 'unseen', patient_id: null }

async function orderOf(
  parts: OrderingParts,
  wish: Wish,
  asking: Asking,
): Promise<Order | Extract<Ordered, { outcome: 'refused' | 'unseen' }>> {
  const { staff_id, role } = asking.person
  const chosen = await chosenBy(parts, wish)
  // an auditor is not told which numbers are claims
  if (!chosen || (role === 'auditor' && chosen.unknown.length > 0)) return notThere
  const { wanted, asked } = chosen
  const { recipient, purpose, pseudonymized, leave_out } = wish
  const order: Order = {
    ...{ wanted, asked, recipient, purpose, pseudonymized, leave_out },
    ...clearedOf(wanted, asking),
    actor: { who: staff_id, role },
    at: asking.at,
  }
  const shortfall = nothingOf(chosen)
  if (shortfall) return { outcome: 'refused', shortfall }
  return outOfReach(order, asking) ?? order
}

/** Undefined where somebody is named whom nobody knows. */
async function chosenBy(parts: OrderingParts, { months: named, ...wish }: Wish) {
  const months: PatientMonth[] = []
  for (const { patient, month } of named) {
    const patient_id = await parts.handles.idOfHandle('patients', patient)
    if (patient_id === undefined) return undefined
    months.push({ patient_id, month })
  }
  return choose(parts, { ...wish, months })
}

function nothingOf({ wanted, unknown }: Awaited<ReturnType<typeof choose>>): Shortfall | undefined {
  if (unknown.length > 0)
    return {
      reason: 'unknown-claims',
      message: `There is no claim ${unknown.slice(0, 10).join(', ')}.`,
      remedy: 'Look at the numbers, then order it again.',
    }
  if (wanted.length > 0) return undefined
  return {
    reason: 'nothing-found',
    message: 'No patient-month fits what was asked for.',
    remedy: 'Choose another month or payer, or months without a claim too.',
  }
}

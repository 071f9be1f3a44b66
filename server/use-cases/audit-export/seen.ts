/** An ordered export as whoever ordered it sees it: how far it is, or what came of it. */
import type { Instant } from '../../domain/zone.ts'
import type { Order } from './order.ts'
import type { ExportDone, KeptOrder } from './runs.ts'

/** Since the server started: what is being made, or stopped. */
export interface AtWork {
  readonly state: 'waiting' | 'running' | 'failed'
  readonly done: number
  readonly says: string | null
}

/** `interrupted`: the server went down over it; `failed`: it stopped. Both can be taken up again. */
export type ExportState = AtWork['state'] | 'interrupted' | ExportDone['outcome']

export const isUnderWay = (state: ExportState): boolean =>
  state === 'waiting' || state === 'running'

export interface ExportSeen
  extends Pick<Order, 'asked' | 'recipient' | 'purpose' | 'pseudonymized' | 'leave_out'> {
  readonly export: string
  readonly ordered_at: Instant
  readonly state: ExportState
  /** Patient-months looked at, of how many. */
  readonly done: number
  readonly of: number
  /** In the file; and left out, or not there for whoever ordered it. */
  readonly months: number
  readonly patients: number
  readonly left_out: number
  /** How many consents under 42 CFR Part 2 are missing. */
  readonly lacking: number
  readonly substance_use: boolean
  /** The public key: whoever verifies the file compares it. */
  readonly signed_by: string | null
  readonly says: string | null
}

export function seenOf({ export: name, order, done }: KeptOrder, now?: AtWork): ExportSeen {
  const { asked, recipient, purpose, pseudonymized, leave_out, at, wanted } = order
  const made = done?.outcome === 'made' ? done : null
  return {
    export: name,
    ...{ asked, recipient, purpose, pseudonymized, leave_out },
    ordered_at: at,
    state: now?.state ?? done?.outcome ?? 'interrupted',
    done: done ? wanted.length : (now?.done ?? 0),
    of: wanted.length,
    months: made?.months ?? 0,
    patients: made?.patients.length ?? 0,
    left_out: made?.left_out ?? 0,
    lacking: done?.outcome === 'refused' ? done.shortfalls.length : 0,
    substance_use: made?.substance_use ?? false,
    signed_by: made?.signed_by ?? null,
    says: now?.says ?? null,
  }
}

/** Exports that were ordered on a screen: kept beside the registry until they are fetched. */
import type { AuditExtract } from '../../domain/audit-export/port.ts'
import type { Sheet } from '../../domain/audit-export/sheet.ts'
import type { Claims } from '../../domain/claims/port.ts'
import type { ExportOutcome, Order } from './order.ts'

/** What came of it; of one that was made also the public key that signed it. */
export type ExportDone = ExportOutcome & { readonly signed_by?: string }

export interface KeptOrder {
  /** Its own random name. */
  readonly export: string
  /** Ordered twice under one key, it is one export; `wish` is what was sent with that key. */
  readonly sent: { readonly key: string; readonly wish: string }
  readonly order: Order
  /** Null: it is not made yet, or was cut off. */
  readonly done: ExportDone | null
}

/** Threads that make exports and draw their paper, and the folder in which these lie. */
export interface AuditExportRuns {
  /** Every order of the last day, the newest first. */
  kept(): Promise<readonly KeptOrder[]>
  /** Keeps an order, or what came of it: durably, whatever happens to the server. */
  keep(order: KeptOrder): Promise<void>
  /** Makes it, or goes on where an earlier try stopped. */
  make(order: KeptOrder, progress: (done: number) => void): Promise<ExportDone>
  /** Where a made one lies. */
  pathOf(name: string): string
  remove(name: string): Promise<void>
  /** One sheet as PDF. */
  paper(sheet: Sheet, footer: string): Promise<Uint8Array>
  close(): Promise<void>
}

/** What claims are read and handed out with. */
export interface HandingOut {
  readonly claims: Claims
  readonly extract: AuditExtract
  readonly auditExportRuns: AuditExportRuns
}

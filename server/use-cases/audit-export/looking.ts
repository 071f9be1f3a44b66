/** The audit sheet of one patient-month on the screen, with what its verification found, in words. */

import type { Packet } from '../../domain/audit-export/packet.ts'
import type { Sheet } from '../../domain/audit-export/sheet.ts'
import { sheetOf } from '../../domain/audit-export/sheet.ts'
import { verifyPacket } from '../../domain/audit-export/verification.ts'
import type { CalendarMonth } from '../../domain/calendar.ts'
import { claimOf } from '../../domain/claims/claim.ts'
import { mayHoldSubstanceUse } from '../../domain/grants.ts'
import type { Registry } from '../../domain/registry.ts'
import type { Handles } from '../people.ts'
import { type Asking, look, lookAudited } from '../sight.ts'
import { type PacketParts, packetMaker, sha256 } from './packets.ts'
import type { AuditExportRuns } from './runs.ts'

export interface SheetParts extends PacketParts {
  readonly registry: Registry
  readonly handles: Handles
}

export interface SheetSeen {
  readonly sheet: Sheet
  /** Rows that were held against their audit events. */
  readonly rows: number
  readonly faults: readonly { readonly place: string; readonly says: string }[]
}

type Looked<Seen> =
  | ({
      readonly outcome: 'seen'
      readonly patient_id: string
      readonly substance_use: boolean
    } & Seen)
  | { readonly outcome: 'unseen'; readonly patient_id: string | null }

export type SheetLooked = Looked<{ readonly seen: SheetSeen }>
export type PaperLooked = Looked<{ readonly pdf: Uint8Array }>

/** The sheet, and whether its evidence verifies. */
export async function lookAtSheet(
  parts: SheetParts,
  handle: string,
  month: CalendarMonth,
  asking: Asking,
): Promise<SheetLooked> {
  const looked = await lookAtPacket(parts, handle, month, asking)
  if (looked.outcome === 'unseen') return looked
  const { faults, rows } = verifyPacket(looked.packet, sha256)
  return { ...looked, seen: { sheet: sheetOf(looked.packet), rows, faults } }
}

/** The very pages that an export would hold. */
export async function lookAtPaper(
  parts: SheetParts & Pick<AuditExportRuns, 'paper'>,
  handle: string,
  month: CalendarMonth,
  asking: Asking,
): Promise<PaperLooked> {
  const looked = await lookAtPacket(parts, handle, month, asking)
  if (looked.outcome === 'unseen') return looked
  const { packet } = looked
  const who = (await parts.registry.history('staff', asking.person.staff_id)).at(-1)?.row
  const printed = `Printed by ${who?.['name'] ?? asking.person.staff_id}, ${asking.at}`
  const claim = packet.claim ? [packet.claim.claim_id] : []
  const footer = [printed, month, ...claim].join('   ')
  return { ...looked, pdf: await parts.paper(sheetOf(packet), footer) }
}

/** An auditor sees the months of a request that holds now, and no other. */
async function lookAtPacket(
  parts: SheetParts,
  handle: string,
  month: CalendarMonth,
  asking: Asking,
): Promise<Looked<{ readonly packet: Packet }>> {
  const looked =
    asking.person.role === 'auditor'
      ? await lookAudited(parts, handle, month, asking)
      : await look(parts, handle, asking)
  if (looked.outcome === 'unseen') return looked
  const { patient_id } = looked.sight.dossier.patient
  // what a role may see of a chart leaves its claims out
  const whole = (await parts.registry.read(patient_id))?.dossier
  const claim_id = claimOf(whole?.claims ?? [], month)?.claim_id ?? null
  const wanted = { patient_id, month, claim_id }
  const made = await packetMaker(parts)('1', wanted, { at: asking.at, recipient: null })
  if (made.outcome !== 'made') return { outcome: 'unseen', patient_id }
  const { substance_use } = made.packet
  const { person, grants = [], at } = asking
  if (substance_use && !mayHoldSubstanceUse(person, grants, patient_id, at))
    return { outcome: 'unseen', patient_id }
  return { outcome: 'seen', packet: made.packet, patient_id, substance_use }
}

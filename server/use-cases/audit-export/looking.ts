/** The audit sheet of one patient-month on the screen, with what its verification found, in words. */

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

export type SheetLooked =
  | {
      readonly outcome: 'seen'
      readonly seen: SheetSeen
      readonly patient_id: string
      readonly substance_use: boolean
    }
  | { readonly outcome: 'unseen'; readonly patient_id: string | null }

/** An auditor sees the months of a request that holds now, and no other. */
export async function lookAtSheet(
  parts: SheetParts,
  handle: string,
  month: CalendarMonth,
  asking: Asking,
): Promise<SheetLooked> {
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
  const { faults, rows } = verifyPacket(made.packet, sha256)
  return {
    outcome: 'seen',
    seen: { sheet: sheetOf(made.packet), rows, faults },
    patient_id,
    substance_use,
  }
}

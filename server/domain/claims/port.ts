/** The port by which claims are read; they are written as every record is, by a commit. */
import type { CalendarMonth } from '../calendar.ts'
import type { Claim, ClaimExport } from '../records/index.ts'

/** A claim with the version that a change must name. */
export interface KeptClaim {
  readonly claim: Claim
  readonly version: number
}

export interface Claims {
  claim(claimId: string): Promise<KeptClaim | undefined>
  /** All claims of a month, replaced and voided ones too, by id. */
  ofMonth(month: CalendarMonth): Promise<readonly KeptClaim[]>
  /** All claims of a patient, by id. */
  ofPatient(patientId: string): Promise<readonly KeptClaim[]>
  /** Paid claims whose month may still change what is owed: not refunded, not replaced. */
  paid(): Promise<readonly KeptClaim[]>
  /** The text of a claim's proof (`readProof`). */
  proof(claimId: string): Promise<string | undefined>
  /** Files made, the latest first. */
  exports(): Promise<readonly ClaimExport[]>
}

/** The port by which claims are read; they are written as every record is, by a commit. */
import type { CalendarMonth } from '../calendar.ts'
import type { Claim, ClaimExport, Patient } from '../records/index.ts'

/** A claim with the version that a change must name. */
export interface KeptClaim {
  readonly claim: Claim
  readonly version: number
}

/** A claim with whose it is, for a list. */
export interface ListedClaim extends KeptClaim {
  readonly patient: Pick<Patient, 'mrn' | 'family_name' | 'given_name'> & {
    readonly handle: string
  }
}

export interface Claims {
  claim(claimId: string): Promise<KeptClaim | undefined>
  /** All claims of a month, replaced and voided ones too, by the patients' record numbers. */
  ofMonth(month: CalendarMonth): Promise<readonly ListedClaim[]>
  /** All claims of a patient, by id. */
  ofPatient(patientId: string): Promise<readonly KeptClaim[]>
  /**
   * Paid and unrefunded claims of patients of whom something was amended, taken back or billed
   * elsewhere after they were emitted: only these can be overpaid. A bounded number, by month.
   */
  suspects(): Promise<readonly ListedClaim[]>
  /** The text of a claim's proof (`readProof`). */
  proof(claimId: string): Promise<string | undefined>
  /** The text of the verifier of the rules that a claim was made by, where it was kept. */
  verifier(rulesVersion: string): Promise<string | undefined>
  /** Files made, the latest first. */
  exports(): Promise<readonly ClaimExport[]>
}

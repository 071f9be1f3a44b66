/**
 * The proof of a claim: a frozen copy of everything by which the same month can be determined again,
 * years later and offline. Its text is canonical; the claim's SHA-256 is made over that text.
 */
import { familyOf } from '../billing/codes.ts'
import { determine } from '../billing/determination.ts'
import type { Determination } from '../billing/determined.ts'
import { policyOn } from '../billing/policy.ts'
import type { PolicyTerms } from '../billing/policy-terms.ts'
import { judgedOn, rowsInMonth } from '../billing/service-month.ts'
import type { CalendarMonth } from '../calendar.ts'
import { canonicalText } from '../canonical.ts'
import type { Dossier } from '../dossier.ts'
import type { Claim, Policy } from '../records/index.ts'
import type { Instant } from '../zone.ts'
import { linesText } from './claim.ts'
import { restsOn } from './evidence.ts'

/** SHA-256 of a text, in hexadecimal: handed in, for the domain knows no library. */
export type Sha256 = (text: string) => string

export interface ClaimProof {
  /** The form of this text: a later one has a higher number. */
  readonly form: 1
  readonly claim_id: string
  readonly month: CalendarMonth
  readonly emitted_by: string
  readonly emitted_at: Instant
  readonly replaces: string | null
  readonly rules_version: string
  /** The payer's terms as they were applied, and the version they came from (null: built in). */
  readonly policy: {
    readonly name: string
    readonly payer_id: string
    readonly terms: PolicyTerms
    readonly version: Policy | null
  }
  readonly determination: Determination
  /** Every row that the month rests on, as `record/id`; the rows themselves are in the dossier. */
  readonly evidence: readonly string[]
  /** The dossier as it was judged: all that `determine` looks at. */
  readonly dossier: Dossier
}

/** The dossier without what no billing rule reads: what is not needed is not copied. */
export const judgedDossier = (dossier: Dossier): Dossier => ({
  ...dossier,
  medications: [],
  risk_assessments: [],
  safety_plans: [],
  planned_contacts: [],
  snoozes: [],
  questions: [],
  part2_consents: [],
  withdrawals: [],
  withdrawn_scores: [],
  site_numbers: [],
})

export interface Emission {
  readonly claim_id: string
  readonly emitted_by: string
  readonly emitted_at: Instant
  readonly replaces: string | null
}

/** Freezes a determination that says bill. @throws RangeError for any other */
export function proofOf(
  whole: Dossier,
  determination: Determination,
  emission: Emission,
): ClaimProof {
  const { month, rules_version } = determination
  const dossier = judgedDossier(whole)
  const applied = policyApplied(dossier, determination)
  if (determination.outcome !== 'bill' || !applied)
    throw new RangeError('only a proven month becomes a claim')
  const { on, policy: name, payer_id, terms } = applied
  const version =
    dossier.policies.find(
      ({ policy, effective_from, effective_to }) =>
        policy === name && effective_from <= on && (effective_to === null || on <= effective_to),
    ) ?? null
  return {
    form: 1,
    claim_id: emission.claim_id,
    month,
    emitted_by: emission.emitted_by,
    emitted_at: emission.emitted_at,
    replaces: emission.replaces,
    rules_version,
    policy: { name, payer_id, terms, version },
    determination,
    evidence: restsOn(dossier, determination),
    dossier,
  }
}

/** The policy by which a month was judged, with its payer, by the rule of the judgement itself. */
function policyApplied(dossier: Dossier, { month, policy, lines }: Determination) {
  const model = familyOf(lines[0]?.code ?? '') === 'general bhi' ? 'bhi' : 'cocm'
  const on = judgedOn(rowsInMonth(dossier, model, month), month)
  const found = policyOn(dossier, on)
  return found.kind === 'found' && found.policy === policy ? { ...found, on } : undefined
}

export const proofText = (proof: ClaimProof): string => canonicalText(proof)

/** Reads a proof. @throws SyntaxError where it is no JSON */
export const readProof = (text: string): ClaimProof => JSON.parse(text) as ClaimProof // by proofText

/** What is wrong with a proof, or with the claim that it belongs to; nothing where all is as it was. */
export function proofFaults(text: string, claim: Claim, sha256: Sha256): readonly string[] {
  if (sha256(text) !== claim.sha256)
    return ['The proof is not the text that the claim was sealed with.']
  const proof = readProof(text)
  const faults: string[] = []
  const same = (what: string, now: unknown, then: unknown): void => {
    if (canonicalText(now) !== canonicalText(then)) faults.push(`${what} is not what was proven.`)
  }
  if (canonicalText(proof) !== text) faults.push('The proof is not in its canonical form.')
  same('The claim’s number', claim.claim_id, proof.claim_id)
  same('The patient', claim.patient_id, proof.dossier.patient.patient_id)
  same('The month', claim.month, proof.month)
  same('The lines', claim.lines, linesText(proof.determination.lines))
  same('The number of minutes', claim.minutes, proof.determination.minutes)
  same('The policy', claim.policy, proof.policy.name)
  same('The payer', claim.payer_id, proof.policy.payer_id)
  same('The version of the rules', claim.rules_version, proof.rules_version)
  same('Who emitted it', claim.emitted_by, proof.emitted_by)
  same('When it was emitted', claim.emitted_at, proof.emitted_at)
  same('What it replaces', claim.replaces, proof.replaces)
  return faults
}

/** Determines the frozen dossier again: under the same rules it must say the same. */
export const determinedAgain = ({ dossier, month }: ClaimProof): Determination =>
  determine(dossier, month)

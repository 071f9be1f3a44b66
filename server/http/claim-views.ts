/** Claims as they go over the wire. */
import type { ClaimView, EmissionView, ListedClaimShape } from '../contract/claims.ts'
import type { CalendarMonth } from '../domain/calendar.ts'
import { evidenceRows } from '../domain/claims/evidence.ts'
import type { ListedClaim } from '../domain/claims/port.ts'
import type { Claim } from '../domain/records/index.ts'
import type { Emitted } from '../use-cases/claims/emission.ts'
import type { ClaimLooked } from '../use-cases/claims/looking.ts'

export const listedView = ({ claim, version, patient }: ListedClaim): ListedClaimShape => ({
  claim,
  version,
  patient,
})

/** What became of one patient's month. */
export function emissionOf(patient: string, done: Emitted): EmissionView['results'][number] {
  const none = { claim: null, message: null, remedy: null }
  switch (done.outcome) {
    case 'kept':
      return { ...none, patient, outcome: 'emitted', claim: done.kept.claim.claim_id }
    case 'already':
      return { ...none, patient, outcome: 'already', claim: done.kept.claim.claim_id }
    case 'refused': {
      const { message, remedy } = done.shortfall
      return { patient, outcome: 'refused', claim: null, message, remedy }
    }
    case 'unseen':
      return { ...none, patient, outcome: 'unseen' }
    case 'stale':
      return {
        ...none,
        patient,
        outcome: 'changed',
        message: 'The chart is being written just now.',
      }
  }
}

export function claimView(looked: ClaimLooked): ClaimView {
  const { claim, version, patient, proof, faults, changed, chain, history, nameOf } = looked
  const frozen = evidenceRows(proof.dossier, claim.month as CalendarMonth) // by its column's shape
  const { mrn, family_name, given_name } = proof.dossier.patient
  const payer = proof.dossier.payers.find(({ payer_id }) => payer_id === claim.payer_id)
  return {
    claim,
    version,
    patient: { handle: patient.handle, mrn, family_name, given_name },
    payer: payer?.name ?? claim.payer_id,
    determination: proof.determination,
    evidence: proof.evidence,
    rows: Object.fromEntries(proof.evidence.map((name) => [name, { ...frozen.get(name) }])),
    faults,
    changed: changed && {
      ...changed,
      made: changed.made.map((made) => ({ ...made, by: nameOf(made.by) ?? made.by })),
    },
    chain,
    history: history.map(({ version, row, at, by, reason }) => ({
      version,
      state: (row as Claim).state, // a version of a claim
      at,
      by: nameOf(by.who) ?? by.who,
      role: by.role,
      reason,
    })),
    emitted_by_name: nameOf(claim.emitted_by) ?? claim.emitted_by,
  }
}

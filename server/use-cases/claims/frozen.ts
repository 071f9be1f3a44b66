/** What an emission stores: the claim, its frozen proof, and the second look within the commit. */
import { familyOf } from '../../domain/billing/codes.ts'
import { determine } from '../../domain/billing/determination.ts'
import type { Determination } from '../../domain/billing/determined.ts'
import { type CalendarMonth, lastDay } from '../../domain/calendar.ts'
import { linesText } from '../../domain/claims/claim.ts'
import { evidenceText } from '../../domain/claims/evidence.ts'
import { judgedDossier, proofOf, proofText } from '../../domain/claims/proof.ts'
import type { Dossier } from '../../domain/dossier.ts'
import type { Shortfall } from '../../domain/evidence.ts'
import type { Claim } from '../../domain/records/index.ts'
import type { Change, Commit } from '../../domain/registry.ts'
import type { Sight } from '../sight.ts'
import { type ClaimBy, type ClaimParts, changeOf, sha256 } from './parts.ts'

export interface Frozen {
  readonly claim_id: string
  readonly changes: readonly Change[]
  readonly recheck: NonNullable<Commit['recheck']>
}

/** Determines and freezes a month; refused where it is not over, or does not say bill. */
export function frozen(
  parts: Pick<ClaimParts, 'rowKeys'>,
  { dossier, today }: Sight,
  month: CalendarMonth,
  former: Claim | null,
  { commit }: ClaimBy,
): Frozen | { readonly refused: Shortfall } {
  if (today <= lastDay(month)) return { refused: notOver(month) }
  const determination = determine(judgedDossier(dossier), month)
  const refused = notProven(determination)
  if (refused) return { refused }
  const claim_id = numberOf(parts, dossier, month, former)
  const replaces = former?.claim_id ?? null
  const emission = { claim_id, emitted_by: commit.actor.who, emitted_at: commit.at, replaces }
  const proof = proofOf(dossier, determination, emission)
  const text = proofText(proof)
  const evidence = evidenceText(dossier, determination)
  const claim: Claim = {
    ...blank,
    ...emission,
    patient_id: dossier.patient.patient_id,
    ...placeOf(dossier, determination),
    month,
    state: 'emitted',
    payer_id: proof.policy.payer_id,
    lines: linesText(determination.lines),
    minutes: determination.minutes,
    policy: proof.policy.name,
    rules_version: proof.rules_version,
    sha256: sha256(text),
    evidence_sha256: sha256(evidence),
    payer_claim_number: null,
  }
  const { patient_id } = claim
  const changes = [
    changeOf('claims', claim, 0),
    changeOf('claim_proofs', { claim_id, patient_id, proof: text }, 0),
  ]
  const recheck = (now: Dossier): Shortfall | undefined => {
    const again = determine(judgedDossier(now), month)
    if (again.outcome !== 'bill') return notProven(again)
    return evidenceText(now, again) === evidence ? undefined : moved
  }
  return { claim_id, changes, recheck }
}

const blank = {
  reason: null,
  carc: null,
  submitted_on: null,
  paid_on: null,
  paid_cents: null,
  overpaid_since: null,
  refunded_on: null,
} as const

/** The episode that the month belongs to, and who managed the care at its end. */
function placeOf({ episodes, care_team }: Dossier, { month, lines }: Determination) {
  const last = lastDay(month)
  const model = familyOf(lines[0]?.code ?? '') === 'general bhi' ? 'bhi' : 'cocm'
  const episode = episodes
    .filter((row) => row.referred_on <= last && row.model === model)
    .toSorted((a, b) => (a.referred_on < b.referred_on ? -1 : 1))
    .at(-1)!
  const manager = care_team
    .filter((row) => row.episode_id === episode.episode_id && row.role === 'care_manager')
    .filter(({ starts_on }) => starts_on <= last)
    .toSorted((a, b) => (a.starts_on < b.starts_on ? -1 : 1))
    .at(-1)
  return { episode_id: episode.episode_id, care_manager_id: manager?.staff_id ?? null }
}

/** At most 20 letters and digits: payers give it back. The same for the same month, always. */
function numberOf(
  { rowKeys }: Pick<ClaimParts, 'rowKeys'>,
  { patient }: Dossier,
  month: CalendarMonth,
  former: Claim | null,
): string {
  const hash = rowKeys.idFor('claim', `${month}/${former?.claim_id ?? ''}`, patient.patient_id)
  return `C${hash.slice(2).replaceAll('-', 'x').replaceAll('_', 'y').slice(0, 17).toUpperCase()}`
}

const notOver = (month: CalendarMonth): Shortfall => ({
  reason: 'month-not-over',
  message: `${month} is not over.`,
  remedy: `It can be billed from the day after ${lastDay(month)}.`,
})

const moved: Shortfall = {
  reason: 'evidence-moved',
  message: 'The evidence changed while the claim was being made.',
  remedy: 'Look at the month again.',
}

function notProven({ outcome, reasons, month }: Determination): Shortfall | undefined {
  if (outcome === 'bill') return undefined
  return {
    reason: reasons[0]?.reason ?? 'not-proven',
    message: `${month} is not proven: ${reasons.map(({ message }) => message).join(' ')}`,
    remedy: reasons.map(({ remedy }) => remedy).join(' '),
  }
}

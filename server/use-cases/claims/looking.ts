/** A claim as it is shown: its frozen proof, whether it still holds, and everything it went through. */
import type { CalendarDay } from '../../domain/calendar.ts'
import { type Difference, differenceOf, refundDue } from '../../domain/claims/difference.ts'
import type { KeptClaim, ListedClaim } from '../../domain/claims/port.ts'
import { type ClaimProof, proofFaults, readProof } from '../../domain/claims/proof.ts'
import type { Dossier } from '../../domain/dossier.ts'
import { type AnyRow, type Claim, recordNames } from '../../domain/records/index.ts'
import type { Registry, Version } from '../../domain/registry.ts'
import type { Asking, Sight } from '../sight.ts'
import { look } from '../sight.ts'
import { type ClaimParts, sha256 } from './parts.ts'

/** A difference with who made it when; and the clock that it starts where the claim was paid. */
export interface Changed extends Difference {
  readonly made: readonly Made[]
  /** The day of the first change since the claim was emitted. */
  readonly since: CalendarDay | null
  /** The last day for giving back what was overpaid; null: nothing was. */
  readonly refund_due: CalendarDay | null
}
export interface Made {
  readonly record: string
  readonly id: string
  readonly at: string
  readonly by: string
  readonly reason: string
}

export interface ClaimLooked extends KeptClaim {
  readonly patient: { readonly handle: string; readonly row: AnyRow }
  readonly proof: ClaimProof
  /** What is wrong with the proof or the seal; nothing where all is as it was. */
  readonly faults: readonly string[]
  readonly changed: Changed | null
  /** All claims of this patient-month, the first one first. */
  readonly chain: readonly Claim[]
  readonly history: readonly Version[]
  readonly nameOf: (id: string) => string | undefined
}

export type ClaimSeen =
  | { readonly outcome: 'seen'; readonly looked: ClaimLooked; readonly sight: Sight }
  | { readonly outcome: 'unseen'; readonly patient_id: string | null }

export async function lookAtClaim(
  parts: ClaimParts,
  claimId: string,
  asking: Asking,
): Promise<ClaimSeen> {
  const found = await parts.claims.claim(claimId)
  if (!found) return { outcome: 'unseen', patient_id: null }
  const { claim } = found
  const handle = (await parts.handles.handleOf('patients', claim.patient_id)) ?? ''
  const seen = await look(parts, handle, asking)
  if (seen.outcome === 'unseen') return seen
  const text = await parts.claims.proof(claimId)
  if (text === undefined) throw new Error('a claim has lost its proof')
  const faults = proofFaults(text, claim, sha256)
  const proof = readProof(text)
  const changed = await changedSince(parts.registry, proof, claim, seen.sight)
  const chain = (await parts.claims.ofPatient(claim.patient_id))
    .map((one) => one.claim)
    .filter(({ month }) => month === claim.month)
    .toSorted((a, b) => (a.emitted_at < b.emitted_at ? -1 : 1))
  const history = await parts.registry.history('claims', claimId)
  const names = await namesOf(parts.registry, [
    ...history.map(({ by }) => by.who),
    claim.emitted_by,
  ])
  const row = { ...seen.sight.dossier.patient }
  const looked = { ...found, patient: { handle, row }, proof, faults, changed, chain, history }
  return {
    outcome: 'seen',
    looked: { ...looked, nameOf: (id) => names.get(id) },
    sight: seen.sight,
  }
}

/** The difference between a claim's proof and the chart as it is now. */
export async function differenceNow(parts: ClaimParts, claim: Claim): Promise<Changed | null> {
  const [text, now] = await Promise.all([
    parts.claims.proof(claim.claim_id),
    parts.registry.read(claim.patient_id),
  ])
  if (text === undefined || !now) return null
  return changedSince(parts.registry, readProof(text), claim, now)
}

async function changedSince(
  registry: Registry,
  proof: ClaimProof,
  claim: Claim,
  { dossier }: Pick<Sight, 'dossier'>,
): Promise<Changed | null> {
  const difference = differenceOf(proof, dossier)
  if (!difference) return null
  const made: Made[] = []
  for (const { record, id } of difference.rows)
    for (const { at, by, reason } of await versionsOf(registry, dossier, record, id))
      if (at > claim.emitted_at) made.push({ record, id, at, by: by.who, reason })
  made.sort((a, b) => (a.at < b.at ? -1 : 1))
  const since = (made[0]?.at.slice(0, 10) ?? null) as CalendarDay | null // an instant's day
  const isOwed = claim.paid_on !== null && claim.refunded_on === null && difference.says_less
  const from = claim.overpaid_since ?? since
  return { ...difference, made, since, refund_due: isOwed && from ? refundDue(from) : null }
}

/** Every version of a row; one that was taken back has that as its last. */
async function versionsOf(registry: Registry, dossier: Dossier, record: string, id: string) {
  const name = recordNames.find((one) => one === record)
  if (!name) return []
  const back = dossier.withdrawals.find((row) => row.record === record && row.row_id === id)
  const taken = back ? await registry.history('withdrawals', back.withdrawal_id) : []
  return [...(await registry.history(name, id)), ...taken]
}

async function namesOf(registry: Registry, ids: readonly string[]) {
  const names = new Map<string, string>()
  for (const id of new Set(ids)) {
    const row = (await registry.history('staff', id)).at(-1)?.row
    if (row) names.set(id, String(row['name']))
  }
  return names
}

/** A paid claim whose month no longer proves what was paid, and when the money has to be back. */
export interface Overpayment {
  readonly listed: ListedClaim
  readonly since: CalendarDay | null
  readonly refund_due: CalendarDay
}

/** Those of paid claims of which something was changed afterwards, the most urgent first. */
export async function overpayments(parts: ClaimParts): Promise<readonly Overpayment[]> {
  const found: Overpayment[] = []
  for (const listed of await parts.claims.suspects()) {
    const changed = await differenceNow(parts, listed.claim)
    if (changed?.refund_due) {
      const { since, refund_due } = changed
      found.push({ listed, since, refund_due })
    }
  }
  return found.toSorted((a, b) => (a.refund_due < b.refund_due ? -1 : 1))
}

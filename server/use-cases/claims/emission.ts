/**
 * Emitting a claim: read, determine, freeze, commit. The commit reads the dossier once more in its
 * own transaction and determines again; it stores nothing unless that still says bill, on the very
 * same evidence. The same commit keeps the verifier of the rules, where none of theirs is kept.
 */
import type { CalendarMonth } from '../../domain/calendar.ts'
import { claimOf } from '../../domain/claims/claim.ts'
import type { KeptClaim } from '../../domain/claims/port.ts'
import { mayBecome, replacedBy } from '../../domain/claims/states.ts'
import type { Shortfall } from '../../domain/evidence.ts'
import type { Claim } from '../../domain/records/index.ts'
import { type Change, CommitRefused } from '../../domain/registry.ts'
import { look, type Sight } from '../sight.ts'
import { type Frozen, frozen } from './frozen.ts'
import { type ClaimBy, type ClaimOutcome, type ClaimParts, changeOf, keptNow } from './parts.ts'

/** `already`: the month has its claim; it is that one, whoever emitted it. */
export type Emitted = ClaimOutcome | { readonly outcome: 'already'; readonly kept: KeptClaim }

/** How often it is decided anew where others write the same chart at the same time. */
const tries = 4

/** Emits a month of a patient, once: asked twice, or by two people, there is one claim. */
export async function emit(
  parts: ClaimParts,
  { patient, month }: { readonly patient: string; readonly month: CalendarMonth },
  by: ClaimBy,
): Promise<Emitted> {
  for (let turn = 1; turn <= tries; turn++) {
    const looked = await look(parts, patient, by.asking)
    if (looked.outcome === 'unseen') return looked
    const before = claimOf(looked.sight.dossier.claims, month)
    if (before) return { outcome: 'already', kept: await keptNow(parts, before.claim_id) }
    const made = frozen(parts, looked.sight, month, null, by)
    if ('refused' in made) return { outcome: 'refused', shortfall: made.refused }
    const reason = `claim for ${month}`
    if (await committed(parts, looked.sight, made.changes, made.recheck, reason, by))
      return { outcome: 'kept', kept: await keptNow(parts, made.claim_id) }
  }
  return { outcome: 'stale', current: null }
}

/** Replaces a claim by what the month proves now; the first one stays on record as replaced. */
export async function replace(
  parts: ClaimParts,
  wish: { readonly claim: string; readonly version: number; readonly reason: string },
  by: ClaimBy,
): Promise<ClaimOutcome> {
  const old = await parts.claims.claim(wish.claim)
  if (!old) return { outcome: 'unseen', patient_id: null }
  const { claim, version } = old
  if (version !== wish.version) return { outcome: 'stale', current: { version, row: { ...claim } } }
  if (!mayBecome(claim, 'replaced')) return { outcome: 'refused', shortfall: notReplaceable(claim) }
  const handle = (await parts.handles.handleOf('patients', claim.patient_id)) ?? ''
  const looked = await look(parts, handle, by.asking)
  if (looked.outcome === 'unseen') return looked
  const made = frozen(parts, looked.sight, claim.month as CalendarMonth, claim, by) // its shape
  if ('refused' in made) return { outcome: 'refused', shortfall: made.refused }
  const changes = [changeOf('claims', replacedBy(claim, wish.reason), version), ...made.changes]
  if (!(await committed(parts, looked.sight, changes, made.recheck, wish.reason, by)))
    return { outcome: 'stale', current: null }
  return { outcome: 'kept', kept: await keptNow(parts, made.claim_id) }
}

const notReplaceable = ({ state }: Claim): Shortfall => ({
  reason: 'illegal-transition',
  message: `A claim that is ${state} cannot be replaced.`,
  remedy: 'Only the claim that stands for the month is replaced.',
})

/** False where the chart changed since it was read. @throws CommitRefused for all else */
async function committed(
  { registry, verifier }: ClaimParts,
  { dossier, digest }: Sight,
  changes: readonly Change[],
  recheck: Frozen['recheck'],
  reason: string,
  { commit }: ClaimBy,
): Promise<boolean> {
  const decidedOn = { patient_id: dossier.patient.patient_id, digest }
  const { actor, at } = commit
  const kept = verifier ? { verifier } : {}
  return registry.commit({ actor, at, changes, reason, decidedOn, recheck, ...kept }).then(
    () => true,
    (error: unknown) => {
      const isOthers =
        error instanceof CommitRefused &&
        (error.reason === 'stale-version' || error.reason === 'duplicate')
      if (isOthers) return false
      throw error
    },
  )
}

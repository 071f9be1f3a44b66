/** A claim's way after it was emitted: submitted, paid, denied, voided, refunded. */
import { addDays, type CalendarDay } from '../../domain/calendar.ts'
import { type Step, stepped } from '../../domain/claims/states.ts'
import { CommitRefused } from '../../domain/registry.ts'
import { differenceNow } from './looking.ts'
import { type ClaimBy, type ClaimOutcome, type ClaimParts, changeOf, keptNow } from './parts.ts'

/** Takes a step with a claim in the version that was seen; each one is a version of it. */
export async function take(
  parts: ClaimParts,
  wish: { readonly claim: string; readonly version: number; readonly step: Step },
  { asking, commit }: ClaimBy,
): Promise<ClaimOutcome> {
  const found = await parts.claims.claim(wish.claim)
  if (!found) return { outcome: 'unseen', patient_id: null }
  const { claim, version } = found
  const stale = { outcome: 'stale', current: { version, row: { ...claim } } } as const
  if (version !== wish.version) return stale
  const tomorrow = addDays(asking.at.slice(0, 10) as CalendarDay, 1) // an instant's day
  if (wish.step.on > tomorrow) return { outcome: 'refused', shortfall: notYet }
  const since = wish.step.to === 'refunded' ? await overpaidSince(parts, wish.claim) : null
  const moved = stepped(claim, wish.step, since)
  if ('refused' in moved) return { outcome: 'refused', shortfall: moved.refused }
  const changes = [changeOf('claims', moved.claim, version)]
  const { actor, at } = commit
  const { reason } = wish.step
  return parts.registry.commit({ actor, at, changes, reason }).then(
    async () => ({ outcome: 'kept', kept: await keptNow(parts, wish.claim) }) as const,
    (error: unknown) => {
      if (error instanceof CommitRefused && error.reason === 'stale-version') return stale
      throw error
    },
  )
}

const notYet = {
  reason: 'day-to-come',
  message: 'That day is still to come.',
  remedy: 'Enter the day on which it happened.',
}

/** When the change was made from which the overpayment follows. */
async function overpaidSince(parts: ClaimParts, claimId: string): Promise<CalendarDay | null> {
  const found = await parts.claims.claim(claimId)
  return found ? ((await differenceNow(parts, found.claim))?.since ?? null) : null
}

/** What claims are made from and read with. */
import { createHash } from 'node:crypto'
import type { Claims, KeptClaim } from '../../domain/claims/port.ts'
import type { Sha256 } from '../../domain/claims/proof.ts'
import type { Shortfall } from '../../domain/evidence.ts'
import type { AnyRow, RecordName, RowOf } from '../../domain/records/index.ts'
import type { Change, Commit, Registry, Verifier } from '../../domain/registry.ts'
import type { Handles } from '../people.ts'
import type { RowKeys } from '../row-keys.ts'
import type { Asking } from '../sight.ts'

export interface ClaimParts {
  readonly registry: Registry
  readonly handles: Handles
  readonly rowKeys: RowKeys
  readonly claims: Claims
  /**
   * Kept with the first claim of these rules. Null: it is not built; nothing is kept then, and the
   * next emission with a built one makes up for it.
   */
  readonly verifier: Verifier | null
}

/** Who acts, when, and under which key. */
export interface ClaimBy {
  readonly asking: Asking
  readonly commit: Pick<Commit, 'actor' | 'at' | 'idempotency'>
}

export const sha256: Sha256 = (text) => createHash('sha256').update(text).digest('hex')

/** A row of a record as the change that stores it. */
export const changeOf = <R extends RecordName>(
  record: R,
  row: RowOf<R>,
  replaces: number,
): Change => ({ record, row, replaces }) as unknown as Change // a record with a row of its own

export type ClaimOutcome =
  | { readonly outcome: 'kept'; readonly kept: KeptClaim }
  | { readonly outcome: 'unseen'; readonly patient_id: string | null }
  | { readonly outcome: 'stale'; readonly current: { version: number; row: AnyRow } | null }
  | { readonly outcome: 'refused'; readonly shortfall: Shortfall }

/** A claim as it is kept now. @throws Error where it is not there */
export async function keptNow({ claims }: ClaimParts, claimId: string): Promise<KeptClaim> {
  const found = await claims.claim(claimId)
  if (!found) throw new Error('a claim that was just kept is not there')
  return found
}

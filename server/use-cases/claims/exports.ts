/** Claims as files: what each needs is gathered, what lacks something is left out and named. */
import type { CalendarDay, CalendarMonth } from '../../domain/calendar.ts'
import { type Billable, missingFor837 } from '../../domain/claims/billable.ts'
import {
  chargesText,
  institutionalText,
  missingForInstitution,
} from '../../domain/claims/charges.ts'
import { claimFile } from '../../domain/claims/x12-837p.ts'
import type { ClaimExport, ExportFormat } from '../../domain/records/index.ts'
import { type Commit, CommitRefused, type Receipt } from '../../domain/registry.ts'
import { type Gathered, gather } from './gathering.ts'
import { type ClaimParts, changeOf, sha256 } from './parts.ts'

export interface ExportWish {
  readonly month: CalendarMonth
  readonly format: ExportFormat
  readonly claims: readonly string[]
}

export interface Made {
  /** Null: every claim is blocked. */
  readonly file: string | null
  readonly text: string | null
  readonly control_number: number | null
  readonly exported: readonly string[]
  readonly blocked: readonly { claim: string; mrn: string; missing: readonly string[] }[]
  readonly patients: readonly string[]
  readonly substance_use: boolean
}

const texts: Readonly<Record<ExportFormat, (all: readonly Billable[], commit: Stamp) => string>> = {
  '837p': (all, { control_number, at }) => claimFile({ control_number, at, test: false }, all),
  charges: chargesText,
  institutional_charges: institutionalText,
}
interface Stamp {
  readonly control_number: number
  readonly at: Commit['at']
}

const lacking: Readonly<Record<ExportFormat, (one: Billable) => readonly string[]>> = {
  '837p': missingFor837,
  charges: () => [],
  institutional_charges: missingForInstitution,
}

/**
 * Makes a file. What was emitted is submitted with it, in the commit that records the file.
 * @throws CommitRefused `stale-version` where one of the claims moved on meanwhile
 */
export async function exportClaims(
  parts: ClaimParts,
  wish: ExportWish,
  commit: Pick<Commit, 'actor' | 'at' | 'idempotency'>,
): Promise<Made> {
  const today = commit.at.slice(0, 10) as CalendarDay // an instant's day
  const all = await gather(parts, wish, lacking[wish.format], today)
  const gathered = wish.format === '837p' ? ofOneReceiver(all) : all
  const blocked = gathered
    .filter(({ missing }) => missing.length > 0)
    .map(({ billable: { claim, patient }, missing }) => ({
      claim: claim.claim_id,
      mrn: patient.mrn,
      missing,
    }))
  const ready = gathered.filter(({ missing }) => missing.length === 0)
  const nothing = { file: null, text: null, control_number: null, exported: [], blocked }
  const shown = {
    patients: gathered.map(({ kept }) => kept.claim.patient_id),
    substance_use: ready.some(({ substance_use }) => substance_use),
  }
  if (ready.length === 0) return { ...nothing, ...shown }
  const [last] = await parts.claims.exports()
  const control_number = (last?.control_number ?? 0) + 1
  const text = texts[wish.format](
    ready.map(({ billable }) => billable),
    { control_number, at: commit.at },
  )
  const { replayed } = await noted(parts, wish, ready, { control_number, text }, commit)
  if (replayed) throw new CommitRefused('duplicate', 'this file was made under this key before')
  const exported = ready.map(({ kept }) => kept.claim.claim_id)
  const end = wish.format === '837p' ? '837' : 'csv'
  const file = `claims-${wish.month}-${String(control_number).padStart(5, '0')}.${end}`
  return { file, text, control_number, exported, blocked, ...shown }
}

/** One file has one sender and one receiver: nothing goes to somebody else's clearinghouse. */
function ofOneReceiver(all: readonly Gathered[]): readonly Gathered[] {
  const partiesOf = ({ billable: { organization } }: Gathered): string =>
    JSON.stringify([organization?.submitter_id, organization?.receiver_id])
  const first = all.find(({ missing }) => missing.length === 0)
  return all.map((one) =>
    !first || one.missing.length > 0 || partiesOf(one) === partiesOf(first)
      ? one
      : { ...one, missing: ['it has another sender or receiver: it goes in a file of its own'] },
  )
}

/** Records the file, and that what was emitted went out with it. */
async function noted(
  { registry, rowKeys }: ClaimParts,
  { month, format }: ExportWish,
  ready: readonly Gathered[],
  { control_number, text }: { readonly control_number: number; readonly text: string },
  commit: Pick<Commit, 'actor' | 'at' | 'idempotency'>,
): Promise<Receipt> {
  const made: ClaimExport = {
    export_id: rowKeys.idFor('export', String(control_number), format),
    control_number,
    format,
    month,
    claims: JSON.stringify(ready.map(({ kept }) => kept.claim.claim_id)),
    sha256: sha256(text),
    made_by: commit.actor.who,
    made_at: commit.at,
  }
  const reason = `file ${control_number}`
  const on = commit.at.slice(0, 10) as CalendarDay // an instant's day
  const moved = ready
    .filter(({ kept }) => kept.claim.state === 'emitted')
    .map(({ kept: { claim, version } }) =>
      changeOf('claims', { ...claim, state: 'submitted', submitted_on: on, reason }, version),
    )
  const changes = [changeOf('claim_exports', made, 0), ...moved]
  return registry.commit({ ...commit, changes, reason })
}

/** Read, decide, commit: how every change of a chart is made. */
import { zoneOn } from '../domain/episode-zone.ts'
import { type Hand, localNow } from '../domain/filling.ts'
import { type AnyRow, idOf, type RecordName } from '../domain/records/index.ts'
import {
  type Change,
  type Commit,
  CommitRefused,
  type Receipt,
  type Registry,
} from '../domain/registry.ts'
import type { Lookups } from './lookups.ts'
import type { Handles } from './people.ts'
import type { Judged } from './record-judging.ts'
import type { RowKeys } from './row-keys.ts'
import { type Asking, coversIn, isWithinReach, look, type Sight, utcDay } from './sight.ts'

export interface RecordParts {
  readonly registry: Registry
  readonly handles: Handles
  readonly lookups: Lookups
  readonly rowKeys: RowKeys
}

/** Who writes, when, and under which key. */
export interface Writing {
  readonly asking: Asking
  readonly commit: Pick<Commit, 'actor' | 'at' | 'idempotency'>
}

export interface Row {
  readonly key: string
  readonly version: number
  readonly row: AnyRow
}

export type Written =
  | {
      readonly outcome: 'written'
      readonly sight: Sight
      readonly written: Row
      /** Just now, with its event in the audit chain; else it stood so before, and is only shown. */
      readonly now: boolean
    }
  | { readonly outcome: 'unseen'; readonly patient_id: string | null }
  /** No such row of this patient, as far as this person may know. */
  | { readonly outcome: 'absent'; readonly sight: Sight }
  | { readonly outcome: 'duplicate' }
  | { readonly outcome: 'stale'; readonly current: { version: number; row: AnyRow } | null }
  | (Exclude<Judged, { outcome: 'fit' }> & { readonly sight: Sight })

/** What is decided on one reading of the chart. */
export type Decision =
  | { readonly outcome: 'commit'; readonly change: Change; readonly reason: string }
  | Exclude<Written, { outcome: 'unseen' }>

/** What would outlast an emergency, or hide what was there: for those whose patient it is. */
const lasting: readonly RecordName[] = ['care_team', 'episodes', 'patients', 'withdrawals']

/** Whether somebody may write a record of this patient, rather than only see them in an emergency. */
async function mayLast(
  { registry }: RecordParts,
  record: RecordName,
  { dossier }: Sight,
  asking: Asking,
): Promise<boolean> {
  if (!lasting.includes(record)) return true
  return isWithinReach(registry, dossier, asking, await coversIn(registry))
}

/** How often a decision is made anew where others write the same chart at the same time. */
const tries = 4

export const handOf = ({ person, at }: Asking, { dossier, today }: Sight): Hand => {
  const zone = zoneOn(dossier, utcDay(at))
  return { person, today, zone, now: localNow(at, zone) }
}

/** Reads, decides and commits; decides anew where the chart changed in between. */
export async function decided(
  parts: RecordParts,
  patient: string,
  { asking, commit }: Writing,
  decide: (sight: Sight, hand: Hand) => Promise<Decision>,
): Promise<Written> {
  for (let turn = 1; turn <= tries; turn++) {
    const looked = await look(parts, patient, asking)
    if (looked.outcome === 'unseen') return looked
    const { sight } = looked
    const decision = await decide(sight, handOf(asking, sight))
    if (decision.outcome !== 'commit') return decision
    const { change, reason } = decision
    if (!(await mayLast(parts, change.record, sight, asking)))
      return { outcome: 'forbidden', faults: [], sight }
    const { patient_id } = sight.dossier.patient
    const decidedOn = { patient_id, digest: sight.digest }
    const made = { ...commit, changes: [change], reason, decidedOn }
    const done = await unlessStale(parts.registry.commit(made))
    if (done) {
      const now = hasWritten(done)
      return { outcome: 'written', sight, written: await keptRow(parts, change), now }
    }
    if (change.replaces === 0 && (await isKept(parts, change))) return { outcome: 'duplicate' }
  }
  return { outcome: 'stale', current: null }
}

/** Whether a commit left an event: not where it was carried out before, or changed nothing. */
export const hasWritten = ({ replayed, counts }: Receipt): boolean =>
  !replayed && Object.values(counts).some(({ added, amended }) => added + amended > 0)

/** Undefined where the chart or the row has changed since it was read. @throws CommitRefused else */
export const unlessStale = <T>(committed: Promise<T>): Promise<T | undefined> =>
  committed.catch((error: unknown) => {
    if (error instanceof CommitRefused && error.reason === 'stale-version') return undefined
    throw error
  })

const latestOf = async ({ registry }: RecordParts, { record, row }: Change) =>
  (await registry.history(record, idOf(record, row as AnyRow))).at(-1) // any row has columns

const isKept = async (parts: RecordParts, change: Change): Promise<boolean> =>
  (await latestOf(parts, change)) !== undefined

/** The row as it is kept now: of a request sent twice, the one that the first made. */
async function keptRow(parts: RecordParts, change: Change): Promise<Row> {
  const latest = await latestOf(parts, change)
  if (!latest) throw new Error('a row that was just kept is not there')
  const { record, id, version, row } = latest
  return { key: parts.rowKeys.keyOf(record, id), version, row }
}

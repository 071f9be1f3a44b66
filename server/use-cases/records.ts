/** Writing the records of a patient: read, decide, commit. One way for every record. */
import { amendedRow, type Filled, type Hand, wholeRow } from '../domain/filling.ts'
import { type AnyRow, idOf } from '../domain/records/index.ts'
import type { Change } from '../domain/registry.ts'
import type { AddedRecord, AmendedRecord } from '../domain/writing-defaults.ts'
import { type Decision, decided, type RecordParts, type Writing, type Written } from './deciding.ts'
import { inTurnBy } from './in-turn.ts'
import { judge } from './record-judging.ts'
import type { Sight } from './sight.ts'

export const records = (parts: RecordParts) => {
  const inTurn = inTurnBy()
  const add = (patient: string, record: AddedRecord, sent: AnyRow, writing: Writing) =>
    decided(parts, patient, writing, async (sight, hand) => {
      const { person } = writing.asking
      const key = writing.commit.idempotency?.key ?? ''
      const id = parts.rowKeys.idFor(person.staff_id, key, `${patient}/${record}`)
      const given = { id, patient_id: sight.dossier.patient.patient_id }
      const filled = wholeRow(record, sent, hand, given)
      return changeOf(parts, record, filled, sight, hand, { version: 0, reason: 'added' })
    })
  const amend = (patient: string, wish: Amendment, writing: Writing) =>
    decided(parts, patient, writing, async (sight, hand) => {
      const before = await current(parts, wish, sight)
      if (!before) return { outcome: 'absent', sight }
      if (before.version !== wish.version) return { outcome: 'stale', current: before }
      const filled = amendedRow(wish.record, before.row, wish.changes, hand)
      return changeOf(parts, wish.record, filled, sight, hand, wish)
    })
  return {
    /** Adds a row; two reviews of one meeting are weighed one after the other. */
    add: (...[patient, record, sent, writing]: Parameters<typeof add>): Promise<Written> =>
      inTurn(turnOf(record), () => add(patient, record, sent, writing)),
    amend: (...[patient, wish, writing]: Parameters<typeof amend>): Promise<Written> =>
      inTurn(turnOf(wish.record), () => amend(patient, wish, writing)),
  }
}

export type Records = ReturnType<typeof records>

/** Minutes of one meeting are shared by several charts, which no single chart's version guards. */
const turnOf = (record: AmendedRecord): string | null => (record === 'case_reviews' ? record : null)

export interface RowWish {
  readonly record: AmendedRecord
  readonly key: string
  /** The version that the person has seen. */
  readonly version: number
  readonly reason: string
}
export interface Amendment extends RowWish {
  readonly changes: AnyRow
}

/** The rows of a record as the person sees them. */
export const rowsSeen = ({ dossier }: Sight, record: AmendedRecord): readonly AnyRow[] =>
  record === 'patients' ? [{ ...dossier.patient }] : dossier[record].map((row) => ({ ...row }))

/** The row that a key names, as the registry holds it now. */
export async function current(
  { registry, rowKeys }: RecordParts,
  { record, key }: Pick<RowWish, 'record' | 'key'>,
  sight: Sight,
): Promise<{ version: number; row: AnyRow } | undefined> {
  const ids = rowsSeen(sight, record).map((row) => idOf(record, row))
  const id = ids.find((each) => rowKeys.keyOf(record, each) === key)
  if (id === undefined) return undefined
  const latest = (await registry.history(record, id)).at(-1)
  return latest && { version: latest.version, row: latest.row }
}

async function changeOf(
  parts: RecordParts,
  record: AmendedRecord,
  filled: Filled,
  sight: Sight,
  hand: Hand,
  { version, reason }: { readonly version: number; readonly reason: string },
): Promise<Decision> {
  const judged = await judge(parts, record, filled, sight.dossier, hand)
  if (judged.outcome !== 'fit') return { ...judged, sight }
  // judged column by column: it is a row of that record
  const change = { record, row: judged.row, replaces: version } as unknown as Change
  return { outcome: 'commit', change, reason }
}

/** Taking a row back as entered in error, and everything that a row ever was. */
import { closingRefused } from '../domain/chart-rules.ts'
import { mayHold } from '../domain/permissions.ts'
import { type AnyRow, idOf, type Withdrawal } from '../domain/records/index.ts'
import type { Version } from '../domain/registry.ts'
import { mayWithdraw } from '../domain/writing.ts'
import type { AmendedRecord } from '../domain/writing-defaults.ts'
import { type Decision, decided, type RecordParts, type Writing, type Written } from './deciding.ts'
import { current, type RowWish, rowsSeen } from './records.ts'
import { type Asking, look, type Sight } from './sight.ts'

/** Every version that the person may see, with the names of whoever made them. */
export interface Told {
  readonly versions: readonly Version[]
  readonly withdrawal: Withdrawal | null
  readonly nameOf: (staffId: string) => string | undefined
}

export type History =
  | { readonly outcome: 'told'; readonly sight: Sight; readonly told: Told }
  | Extract<Written, { outcome: 'unseen' | 'absent' }>

export const recordHistory = (parts: RecordParts) => ({
  /** A row that was taken back before stays as it is: the first reason stands. */
  withdraw: (patient: string, wish: RowWish, writing: Writing): Promise<Written> =>
    decided(parts, patient, writing, async (sight, hand): Promise<Decision> => {
      const before = await current(parts, wish, sight)
      if (!before) return withdrawnBefore(parts, wish, sight) ?? { outcome: 'absent', sight }
      if (before.version !== wish.version) return { outcome: 'stale', current: before }
      if (!mayWithdraw(hand.person, wish.record, before.row))
        return { outcome: 'forbidden', faults: [], sight }
      const rewriting = { before: before.row, after: null }
      const shortfall = closingRefused(wish.record, rewriting, sight.dossier, hand.today)
      if (shortfall) return { outcome: 'refused', shortfall, sight }
      const row: Withdrawal = {
        withdrawal_id: `w-${parts.rowKeys.keyOf(wish.record, idOf(wish.record, before.row))}`,
        patient_id: sight.dossier.patient.patient_id,
        record: wish.record,
        row_id: idOf(wish.record, before.row),
        reason: wish.reason,
        withdrawn_by: hand.person.staff_id,
        withdrawn_on: hand.today,
      }
      const change = { record: 'withdrawals', row, replaces: 0 } as const
      return { outcome: 'commit', change, reason: wish.reason }
    }),

  async history(
    patient: string,
    row: Pick<RowWish, 'record' | 'key'>,
    asking: Asking,
  ): Promise<History> {
    const looked = await look(parts, patient, asking)
    if (looked.outcome === 'unseen') return looked
    const { sight } = looked
    const id = idsEver(sight, row.record).find(
      (each) => parts.rowKeys.keyOf(row.record, each) === row.key,
    )
    const all = id === undefined ? [] : await parts.registry.history(row.record, id)
    const versions = all.filter((version) => mayHold(asking.person.role, row.record, version.row))
    if (versions.length === 0) return { outcome: 'absent', sight }
    const names = new Map((await parts.lookups.people()).map((one) => [one.staff_id, one.name]))
    const withdrawal = withdrawalOf(sight, row.record, id) ?? null
    return {
      outcome: 'told',
      sight,
      told: { versions, withdrawal, nameOf: (staffId) => names.get(staffId) },
    }
  },
})

export type RecordHistory = ReturnType<typeof recordHistory>

/** The answer to a withdrawal that was asked for twice. */
function withdrawnBefore(
  { rowKeys }: RecordParts,
  { record, key, version }: RowWish,
  sight: Sight,
): Decision | undefined {
  const row = sight.dossier.withdrawals.find(
    (one) => one.record === record && rowKeys.keyOf(record, one.row_id) === key,
  )
  if (!row) return undefined
  return { outcome: 'written', sight, written: { key, version, row: { ...row } }, now: false }
}

/** Ids of the rows that stand, and of those that were taken back. */
const idsEver = (sight: Sight, record: AmendedRecord): readonly string[] => [
  ...rowsSeen(sight, record).map((row: AnyRow) => idOf(record, row)),
  ...sight.dossier.withdrawals.filter((one) => one.record === record).map(({ row_id }) => row_id),
]

const withdrawalOf = ({ dossier }: Sight, record: string, id: string | undefined) =>
  dossier.withdrawals.find((one) => one.record === record && one.row_id === id)

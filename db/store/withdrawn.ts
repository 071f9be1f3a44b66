/** What no longer stands: rows that a withdrawal names, and scores as they were before. */
import { and, eq, lte, sql } from 'drizzle-orm'
import { among, query } from '#dialect'
import type { PatientRecord } from '../../server/domain/dossier.ts'
import {
  type AnyRow,
  idOf,
  type Score,
  type Withdrawal,
} from '../../server/domain/records/index.ts'
import { former_versions } from '../schema/index.ts'
import { fromText, type View } from './view.ts'

const fields = { row: former_versions.row }
const formerScores = query<{ row: string }>(fields, (db) =>
  db
    .select(fields)
    .from(former_versions)
    .where(
      and(
        eq(former_versions.record, 'scores'),
        among(former_versions.patient_id, 'list'),
        lte(former_versions.replaced_by_commit, sql.placeholder('known')),
      ),
    )
    .orderBy(former_versions.record_id, former_versions.version),
)

/** Scores of these patients as they stood before an amendment that was known by then. */
export async function amendedScores(
  { session, known }: View,
  patients: readonly string[],
): Promise<readonly Score[]> {
  const until = known ?? Number.MAX_SAFE_INTEGER
  const found = await session.rows(formerScores, { list: patients, known: until })
  return found.map(({ row }) => fromText('scores', row) as Score) // versions of that record
}

/** Whether a withdrawal names a row. */
export function withdrawnFrom(
  withdrawals: readonly Withdrawal[],
): (record: PatientRecord, row: AnyRow) => boolean {
  if (withdrawals.length === 0) return () => false
  const gone = new Set(withdrawals.map(({ record, row_id }) => `${record} ${row_id}`))
  return (record, row) => gone.has(`${record} ${idOf(record, row)}`)
}

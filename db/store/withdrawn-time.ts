/** Staff's time without what was taken back: a withdrawn activity is nobody's work anywhere. */
import type { Activity } from '../../server/domain/records/index.ts'
import type { Worked } from './stretches.ts'
import { rowsBy, type View } from './view.ts'

/** Two stretches of one person for one patient at one time are told apart by nothing else. */
const labelOf = ({ staff_id, patient_id, started_at, ended_at, kind }: Worked): string =>
  [staff_id, patient_id, started_at, ended_at, kind].join(' ')

/** Looked up by the patients alone: the indexes by staff stay all that is read of activities. */
export async function standing(view: View, rows: readonly Worked[]): Promise<readonly Worked[]> {
  const patients = [...new Set(rows.map(({ patient_id }) => patient_id))]
  const withdrawals = await rowsBy(view, 'withdrawals', 'patient_id', patients)
  const ids = withdrawals
    .filter(({ record }) => record === 'activities')
    .map(({ row_id }) => String(row_id))
  if (ids.length === 0) return rows
  const gone = new Map<string, number>()
  for (const row of await rowsBy(view, 'activities', 'activity_id', ids)) {
    const label = labelOf(row as unknown as Activity) // a row of that record
    gone.set(label, (gone.get(label) ?? 0) + 1)
  }
  return rows.filter((row) => {
    const left = gone.get(labelOf(row)) ?? 0
    if (left > 0) gone.set(labelOf(row), left - 1)
    return left === 0
  })
}

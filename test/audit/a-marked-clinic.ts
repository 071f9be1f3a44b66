/** The small clinic with a canary in every free text of every record of one patient. */
import {
  type AnyRow,
  columnsOf,
  keyOf,
  type RecordName,
  recordNames,
} from '../../server/domain/records/index.ts'
import type { Change } from '../../server/domain/registry.ts'
import { clinicChanges, staffOf } from '../http/support/clinic.ts'

/** Stands in every text: whatever holds it holds something of a patient. */
export const canary = 'Kanarienvogel'

/** Nobody's in particular: names of staff and clinics may be told in reports of administration. */
const aside: readonly string[] = ['clinics', 'staff', 'policies', 'payers', 'covers', 'meetings']

const marked = (record: RecordName, row: AnyRow): AnyRow => {
  const columns = Object.entries(columnsOf[record])
  const texts = columns.filter(([, { kind, ...more }]) => kind === 'text' && !('pattern' in more))
  const free = texts.filter(([name]) => !keyOf(record).includes(name) && name !== 'mrn')
  return { ...row, ...Object.fromEntries(free.map(([name]) => [name, `${canary} ${name}`])) }
}

/** One row of a record that the small clinic has none of, of the first patient. */
const invented: Partial<Record<RecordName, AnyRow>> = {
  medications: { medication_id: 'm-1', started_on: '2026-09-01' },
  care_plans: { plan_id: 'cp-1', effective_on: '2026-09-01' },
  safety_plans: { safety_plan_id: 'sp-1', made_on: '2026-09-01' },
  questions: { question_id: 'q-1', asked_on: '2026-09-01', asked_by: staffOf('care_manager') },
}

const withNulls = (record: RecordName, row: AnyRow): AnyRow => ({
  ...Object.fromEntries(Object.keys(columnsOf[record]).map((name) => [name, null])),
  ...row,
})

export const markedChanges: readonly Change[] = [
  ...clinicChanges.map(({ record, row }) =>
    aside.includes(record) ? { record, row } : { record, row: marked(record, row as AnyRow) },
  ),
  ...recordNames.flatMap((record) => {
    const row = invented[record]
    if (!row) return []
    const whole = withNulls(record, {
      patient_id: 'pt-1',
      author_id: staffOf('care_manager'),
      ...row,
    })
    const known = Object.keys(columnsOf[record])
    const fitting = Object.fromEntries(
      Object.entries(whole).filter(([name]) => known.includes(name)),
    )
    return [{ record, row: marked(record, fitting) }]
  }),
] as unknown as readonly Change[] // completed from the records' own columns

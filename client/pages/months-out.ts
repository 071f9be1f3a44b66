/** The rows of the month as other places show them: a file for a spreadsheet, a list to walk. */
import { saveLeaving } from '../components/leaving.ts'
import { titled } from '../components/words.ts'
import { codesOf, groupOf, groupWords, type MonthRow } from './months-rows.ts'

export const walkerOf = (row: MonthRow) => ({
  patient: row.patient,
  name: `${row.family_name}, ${row.given_name}`,
  says: [codesOf(row), row.reasons[0]?.remedy].filter(Boolean).join(' · '),
})

export function exportMonth(
  month: string,
  rows: readonly MonthRow[],
  patients: readonly string[],
): Promise<void> {
  const head = ['Patient', 'MRN', 'Minutes', 'Outcome', 'Group', 'Codes', 'Reasons', 'Remedies']
  const body = rows.map((row) => [
    `${row.family_name}, ${row.given_name}`,
    row.mrn,
    row.minutes,
    titled(row.outcome),
    groupWords[groupOf(row)],
    codesOf(row),
    row.reasons.map(({ reason }) => reason).join(' '),
    row.reasons.map(({ remedy }) => remedy).join(' '),
  ])
  return saveLeaving(`billing-${month}.csv`, [head, ...body], {
    screen: 'billing months',
    patients,
  })
}

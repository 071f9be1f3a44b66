/** A line of the trail in words: its columns, on the screen, on paper and in a file. */
import type { AuditLine, AuditPatient } from '../../../server/contract/audit.ts'
import type { CsvCell } from '../../components/csv.ts'
import { titled, words } from '../../components/words.ts'

export type Names = ReadonlyMap<string, AuditPatient>

export const namesOf = (patients: readonly AuditPatient[]): Names =>
  new Map(patients.map((one) => [one.patient, one]))

export const nameOf = ({ family_name, given_name, mrn }: AuditPatient): string =>
  `${family_name}, ${given_name} (MRN ${mrn})`

/** To the second, in the time of whoever reads. */
export const momentWords = (at: string): string =>
  new Date(at).toLocaleString('sv-SE', { dateStyle: 'short', timeStyle: 'medium' })

export function patientWords({ patients, patient_count }: AuditLine, names: Names): string {
  const named = patients.flatMap((handle) => {
    const patient = names.get(handle)
    return patient ? [nameOf(patient)] : []
  })
  const others = patient_count - named.length
  if (patient_count === 0) return '–'
  if (named.length === 0) return `${patient_count}`
  return others > 0 ? `${named.join('; ')} and ${others} more` : named.join('; ')
}

export const versionWords = ({ version_before, version_after }: AuditLine): string =>
  version_after === null
    ? '–'
    : version_before === null
      ? `new, ${version_after}`
      : `${version_before} to ${version_after}`

export interface Column {
  readonly id: string
  readonly says: string
  readonly value: (line: AuditLine, names: Names) => string
}

export const columns: readonly Column[] = [
  { id: 'at', says: 'When', value: ({ at }) => momentWords(at) },
  { id: 'who', says: 'Who', value: ({ who }) => who },
  { id: 'role', says: 'Role', value: ({ role }) => words(role) },
  { id: 'action', says: 'Action', value: ({ action }) => words(action) },
  { id: 'what', says: 'What', value: ({ what }) => words(what) },
  { id: 'patients', says: 'Patients', value: patientWords },
  { id: 'category', says: 'Category', value: ({ category }) => titled(category) },
  {
    id: 'substance_use',
    says: 'Part 2',
    value: ({ substance_use }) => (substance_use ? 'substance use' : '–'),
  },
  {
    id: 'outcome',
    says: 'Outcome',
    value: ({ outcome, reason }) => (reason ? `${outcome}: ${words(reason)}` : outcome),
  },
  { id: 'version', says: 'Version', value: versionWords },
]

export interface Sort {
  readonly column: string
  readonly down: boolean
}

/** By any column; lines that are alike stay as they came, the newest first. */
export function sortedBy(lines: readonly AuditLine[], { column, down }: Sort, names: Names) {
  const chosen = columns.find(({ id }) => id === column)
  if (!chosen) return lines
  const order = new Intl.Collator('en', { numeric: true })
  const keyed = lines.map((line) => [chosen.value(line, names), line] as const)
  const way = down ? -1 : 1
  return keyed.toSorted(([a], [b]) => way * order.compare(a, b)).map(([, line]) => line)
}

/** For a spreadsheet: the same columns, safe from cells that it would run. */
export const rowsOfLines = (
  lines: readonly AuditLine[],
  names: Names,
): readonly (readonly CsvCell[])[] => [
  columns.map(({ says }) => says),
  ...lines.map((line) => columns.map(({ value }) => value(line, names))),
]

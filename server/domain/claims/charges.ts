/** Charges as a spreadsheet's rows: for a billing system, or for a health center's own claims. */
import { type Billable, isInstitutional } from './billable.ts'

/** Text that begins so is a formula to a spreadsheet. */
const formula = /^[=+\-@\t\r]/

const cell = (value: string | number | null | undefined): string => {
  if (value === null || value === undefined) return ''
  if (typeof value === 'number') return String(value)
  const safe = formula.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
const csv = (rows: readonly (readonly (string | number | null | undefined)[])[]): string =>
  rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')

const shared = [
  ...['claim', 'frequency', 'payer_claim_number', 'mrn', 'family_name', 'given_name', 'birth_date'],
  ...['payer', 'member_id', 'service_on', 'code', 'modifiers', 'units', 'charge', 'diagnoses'],
  ...['practitioner_npi'],
]

const sharedOf = (one: Billable, i: number) => {
  const { claim, patient, payer, coverage, lines, charges } = one
  const line = lines[i]!
  const cents = charges[i] ?? null
  return [
    ...[claim.claim_id, one.frequency, one.original, patient.mrn, patient.family_name],
    ...[patient.given_name, patient.birth_date, payer?.name, coverage?.member_id],
    ...[line.service_on, line.code, line.modifiers.join(' '), line.units],
    ...[cents === null ? null : (cents / 100).toFixed(2), line.diagnoses.join(' ')],
    line.practitioner_npi,
  ]
}

/** One row a line, safe for a spreadsheet. */
export const chargesText = (billables: readonly Billable[]): string =>
  csv([
    [...shared, 'place_of_service', 'clinic', 'notice'],
    ...billables.flatMap((one) =>
      one.lines.map((line, i) => [
        ...sharedOf(one, i),
        line.place_of_service,
        one.clinic?.name,
        one.notice,
      ]),
    ),
  ])

/** Type of bill: 71x a rural health clinic, 77x a federally qualified health center. */
const billType = ({ clinic, frequency }: Billable): string =>
  `0${clinic?.setting === 'rhc' ? '71' : '77'}${frequency}`

/** Clinic visits of a health center. */
const revenueCode = '0521'

export const institutionalText = (billables: readonly Billable[]): string =>
  csv([
    [...shared, 'type_of_bill', 'revenue_code', 'clinic', 'notice'],
    ...billables.flatMap((one) =>
      one.lines.map((_, i) => [
        ...sharedOf(one, i),
        billType(one),
        revenueCode,
        one.clinic?.name,
        one.notice,
      ]),
    ),
  ])

export const missingForInstitution = (one: Billable): readonly string[] =>
  isInstitutional(one) ? [] : ['only a health center bills Medicare by institutional charges']

/**
 * A packet in which nobody can be told by name: people and records get numbers, free text is
 * withheld, of a birth date the year stays. Days, codes, answers and minutes stay, for the rules
 * must come to the same answer from them.
 */
import { determine } from '../billing/determination.ts'
import type { CalendarDay } from '../calendar.ts'
import { restsOn } from '../claims/evidence.ts'
import type { Frozen, Packet } from './packet.ts'
import { rowsOf } from './packet.ts'

/** Gives the same number for the same text throughout an export, and tells nothing of the text. */
export type Pseudonym = (text: string) => string

/** Columns in which people write freely, or that tell who somebody is. */
const withheld: ReadonlySet<string> = new Set([
  ...['note', 'attest_reason', 'counterpart', 'targets', 'interventions', 'change_reason'],
  ...['recommendation', 'question', 'warning_signs', 'actions', 'attendees', 'missed_reason'],
  ...['reason', 'phone', 'address_line', 'city', 'postal_code', 'member_id', 'number'],
  ...['payer_claim_number', 'subscriber_birth_date'],
])
/** Columns that name somebody or something, beside ids. */
const naming: ReadonlySet<string> = new Set([
  ...['mrn', 'family_name', 'given_name', 'name'],
  ...['subscriber_family_name', 'subscriber_given_name'],
])

/**
 * Determined again, by the rules of today: evidence is listed by id, and ids are others now. A claim
 * of earlier rules is told as these judge it; what it was judged by stands in an export with names.
 */
export function pseudonymized(packet: Packet, pseudonym: Pseudonym): Packet {
  const { frozen } = packet
  const ids = new Set<string>()
  for (const { row } of rowsOf(frozen.dossier))
    for (const [column, value] of Object.entries(row))
      if (isId(column) && typeof value === 'string') ids.add(value)
  const dossier = masked(frozen.dossier, ids, pseudonym) as Frozen['dossier'] // the same shape
  const { patient } = dossier
  const birth_date = `${frozen.dossier.patient.birth_date.slice(0, 4)}-01-01` as CalendarDay // a day
  const plain = { ...dossier, patient: { ...patient, birth_date } }
  const determination = determine(plain, frozen.month)
  const { form, month } = frozen
  const { rules_version } = determination
  const evidence = restsOn(plain, determination)
  return {
    ...packet,
    pseudonymized: true,
    claim: null,
    events: [],
    versions: [],
    since: null,
    frozen: { form, month, rules_version, determination, evidence, dossier: plain },
  }
}

const isId = (column: string): boolean =>
  column.endsWith('_id') || column.endsWith('_by') || column.endsWith('npi')

function masked(
  value: unknown,
  ids: ReadonlySet<string>,
  pseudonym: Pseudonym,
  column = '',
): unknown {
  if (Array.isArray(value)) return value.map((one) => masked(one, ids, pseudonym, column))
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(
      Object.entries(value).map(([name, held]) => [name, masked(held, ids, pseudonym, name)]),
    )
  if (typeof value !== 'string') return value
  if (withheld.has(column)) return '(withheld)'
  if (column === 'lines') return value.replaceAll(/\b\d{10}\b/g, (npi) => pseudonym(npi))
  if (naming.has(column) || ids.has(value)) return pseudonym(value)
  return value
}

/** A claim with everything that a file for a payer says of it, and what of that is not on record. */
import type { Line } from '../billing/determined.ts'
import type {
  Claim,
  Clinic,
  Coverage,
  Organization,
  Patient,
  Payer,
  Staff,
} from '../records/index.ts'

export interface Billable {
  readonly claim: Claim
  readonly lines: readonly Line[]
  /** Charged for each line, in cents; null where no fee is known. */
  readonly charges: readonly (number | null)[]
  readonly patient: Patient
  readonly coverage: Coverage | null
  readonly payer: Payer | null
  readonly practitioner: Staff | null
  readonly clinic: Clinic | null
  readonly organization: Organization | null
  /** 1 original, 7 replacement, 8 void. */
  readonly frequency: '1' | '7' | '8'
  /** The payer's number of the claim that is replaced or voided. */
  readonly original: string | null
  /** 42 CFR 2.32: what goes with it where the patient's records of substance use are behind it. */
  readonly notice: string | null
}

/** Health centers bill Medicare on institutional claims. */
export const isInstitutional = ({ clinic, payer }: Pick<Billable, 'clinic' | 'payer'>): boolean =>
  (clinic?.setting === 'rhc' || clinic?.setting === 'fqhc') && payer?.category === 'medicare'

export const isSelf = ({ relationship }: Coverage): boolean =>
  relationship === null || relationship === 'self'

type Named = readonly [value: unknown, name: string]

const absent = (all: readonly Named[]): readonly string[] =>
  all.flatMap(([value, name]) =>
    value === null || value === undefined || value === '' ? name : [],
  )

/** Who bills is told by ZIP+4 (005010X222A1, loop 2010AA). */
const nineDigits = (code: string | null): string | null =>
  code !== null && code.replaceAll(/\D/g, '').length === 9 ? code : null

const ofOrganization = (one: Organization | null): readonly Named[] =>
  one === null
    ? [[null, 'the organization of the clinic']]
    : [
        [one.npi, 'the organization’s NPI'],
        [one.tin, 'the organization’s tax number (TIN)'],
        [one.address_line, 'the organization’s address'],
        [one.city, 'the organization’s city'],
        [one.state, 'the organization’s state'],
        [nineDigits(one.postal_code), 'all nine digits of the organization’s postal code'],
        [one.contact_name, 'the organization’s contact'],
        [one.contact_phone, 'the contact’s telephone'],
        [one.submitter_id, 'the submitter id'],
        [one.receiver_name, 'the receiver’s name'],
        [one.receiver_id, 'the receiver id'],
      ]

const ofPatient = (one: Patient): readonly Named[] => [
  [one.address_line, 'the patient’s address'],
  [one.city, 'the patient’s city'],
  [one.state, 'the patient’s state'],
  [one.postal_code, 'the patient’s postal code'],
]

function ofCoverage(one: Coverage | null): readonly Named[] {
  if (one === null) return [[null, 'the coverage']]
  const member: Named = [one.member_id, 'the member number']
  if (isSelf(one)) return [member]
  return [
    member,
    [one.subscriber_family_name, 'the subscriber’s family name'],
    [one.subscriber_given_name, 'the subscriber’s given name'],
    [one.subscriber_birth_date, 'the subscriber’s birth date'],
  ]
}

/** What an 837P lacks for this claim, each by its name; nothing where it is complete. */
export function missingFor837(one: Billable): readonly string[] {
  if (isInstitutional(one)) return ['a health center bills this payer by institutional charges']
  const { claim, lines, charges, payer, practitioner, frequency } = one
  return absent([
    ...ofOrganization(one.organization),
    ...ofPatient(one.patient),
    ...ofCoverage(one.coverage),
    [payer?.electronic_id, 'the payer’s number in claim files'],
    [practitioner?.npi, 'the practitioner’s NPI'],
    ...lines.map((line, i): Named => [charges[i], `a fee for ${line.code}`]),
    [
      frequency === '1' ? '-' : one.original,
      `the payer’s number of the claim that ${claim.claim_id} ${frequency === '7' ? 'replaces' : 'voids'}`,
    ],
  ])
}

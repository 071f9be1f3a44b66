/** Professional claims as ASC X12 837P (005010X222A1): loops 2000A to 2400 and their envelope. */
import type { Organization, Payer } from '../records/index.ts'
import { type Billable, isSelf } from './billable.ts'
import { composite, type Envelope, enveloped, segment, x12Day } from './x12.ts'

const version = '005010X222A1'

/** Claim filing indicator codes by the payer's category. */
const filing: Readonly<Record<Payer['category'], string>> = {
  medicare: 'MB',
  medicare_advantage: '16',
  medicaid_ffs: 'MC',
  medicaid_managed_care: 'MC',
  dual_medicare_medicaid: 'MB',
  child_health_plus: 'MC',
  essential_plan: 'CI',
  commercial: 'CI',
  self_pay: '09',
  other: 'ZZ',
}
const relationships = { self: '18', spouse: '01', child: '19', other: 'G8' } as const

/** @param billables complete ones (`missingFor837`), of one submitter */
export function claimFile(
  envelope: Omit<Envelope, 'submitter_id' | 'receiver_id'>,
  billables: readonly Billable[],
): string {
  const sender = billables[0]?.organization
  if (!sender) throw new RangeError('a claim file needs an organization that sends it')
  const parties = {
    submitter_id: sender.submitter_id ?? '',
    receiver_id: sender.receiver_id ?? '',
  }
  const reference = String(envelope.control_number).padStart(9, '0')
  const { at } = envelope
  const body = [
    segment('BHT', '0019', '00', reference, x12Day(at), at.slice(11, 16).replace(':', ''), 'CH'),
    segment('NM1', '41', 2, sender.name, null, null, null, null, '46', sender.submitter_id),
    segment('PER', 'IC', sender.contact_name, 'TE', sender.contact_phone),
    segment('NM1', '40', 2, sender.receiver_name, null, null, null, null, '46', sender.receiver_id),
    ...hierarchy(billables),
  ]
  return enveloped({ ...envelope, ...parties }, { kind: '837', version, group: 'HC' }, body)
}

/** Every billing provider with its subscribers, numbered through. */
function hierarchy(billables: readonly Billable[]): readonly string[] {
  const organizations = [
    ...new Map(billables.map((one) => [one.organization!.organization_id, one])),
  ]
  let level = 0
  return organizations.flatMap(([id, { organization }]) => {
    level += 1
    const provider = level
    const own = billables.filter((one) => one.organization?.organization_id === id)
    const claims = own.flatMap((one) => {
      level += 1
      const subscriber = subscriberLoop(one, level, provider)
      const patient = isSelf(one.coverage!) ? [] : patientLoop(one, ++level, level - 1)
      return [...subscriber, ...patient, ...claimLoop(one)]
    })
    return [...providerLoop(organization!, provider), ...claims]
  })
}

const address = (one: {
  readonly address_line: string | null
  readonly city: string | null
  readonly state: string | null
  readonly postal_code: string | null
}) => [segment('N3', one.address_line), segment('N4', one.city, one.state, one.postal_code)]

/** 2000A and 2010AA. */
const providerLoop = (one: Organization, level: number): readonly string[] => [
  segment('HL', level, null, '20', 1),
  ...(one.taxonomy ? [segment('PRV', 'BI', 'PXC', one.taxonomy)] : []),
  segment('NM1', '85', 2, one.name, null, null, null, null, 'XX', one.npi),
  ...address(one),
  segment('REF', 'EI', one.tin),
]

const sexes: Readonly<Record<string, string>> = { female: 'F', f: 'F', male: 'M', m: 'M' }
const sexCode = (sex: string | null): string => sexes[sex?.toLowerCase() ?? ''] ?? 'U'

/** 2000B, 2010BA and 2010BB. */
function subscriberLoop(one: Billable, level: number, provider: number): readonly string[] {
  const { coverage, payer, patient } = one
  const self = isSelf(coverage!)
  const [family, given] = self
    ? [patient.family_name, patient.given_name]
    : [coverage!.subscriber_family_name, coverage!.subscriber_given_name]
  return [
    segment('HL', level, provider, '22', self ? 0 : 1),
    segment(
      'SBR',
      'P', // billed is the lowest rank in force, whatever its number: nobody pays before it
      self ? '18' : null,
      null,
      null,
      null,
      null,
      null,
      null,
      filing[payer!.category],
    ),
    segment('NM1', 'IL', 1, family, given, null, null, null, 'MI', coverage!.member_id),
    // where and when somebody else was born is not asked for
    ...(self
      ? [
          ...address(patient),
          segment('DMG', 'D8', x12Day(patient.birth_date), sexCode(patient.sex)),
        ]
      : []),
    segment('NM1', 'PR', 2, payer!.name, null, null, null, null, 'PI', payer!.electronic_id),
  ]
}

/** 2000C and 2010CA, where somebody else is insured. */
const patientLoop = (
  { patient, coverage }: Billable,
  level: number,
  subscriber: number,
): readonly string[] => [
  segment('HL', level, subscriber, '23', 0),
  segment('PAT', relationships[coverage!.relationship ?? 'other']),
  segment('NM1', 'QC', 1, patient.family_name, patient.given_name),
  ...address(patient),
  segment('DMG', 'D8', x12Day(patient.birth_date), sexCode(patient.sex)),
]

const amount = (cents: number): string => (cents / 100).toFixed(2).replace(/\.?0+$/, '')

/** 2300, 2310B and 2400. */
function claimLoop(one: Billable): readonly string[] {
  const { claim, lines, charges, frequency, original, practitioner, notice } = one
  const [first] = lines
  const total = charges.reduce<number>((sum, cents) => sum + (cents ?? 0), 0)
  const place = composite(first!.place_of_service, 'B', frequency)
  const codes = first!.diagnoses.slice(0, 12)
  const [family, given] = nameParts(practitioner!.name)
  return [
    segment('CLM', claim.claim_id, amount(total), null, null, place, 'Y', 'A', 'Y', 'Y'),
    ...(frequency === '1' ? [] : [segment('REF', 'F8', original)]),
    ...(notice === null ? [] : [segment('NTE', 'ADD', notice)]),
    segment(
      'HI',
      ...codes.map((code, i) => composite(i === 0 ? 'ABK' : 'ABF', code.replace('.', ''))),
    ),
    segment('NM1', '82', 1, family, given, null, null, null, 'XX', practitioner!.npi),
    ...lines.flatMap((line, i) => [
      segment('LX', i + 1),
      segment(
        'SV1',
        composite('HC', line.code, ...line.modifiers.slice(0, 4)),
        amount(charges[i] ?? 0),
        'UN',
        line.units,
        null,
        null,
        composite(...codes.slice(0, 4).map((_, pointer) => String(pointer + 1))),
      ),
      segment('DTP', '472', 'D8', x12Day(line.service_on)),
    ]),
  ]
}

/** Family and given name of a name as it is spoken, without a title. */
export function nameParts(name: string): readonly [family: string, given: string | null] {
  const parts = name
    .replace(/^(dr|prof|mr|mrs|ms)\.? /i, '')
    .split(',')[0]!
    .trim()
    .split(/\s+/)
  const family = parts.pop() ?? name
  return [family, parts.join(' ') || null]
}

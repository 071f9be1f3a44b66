/** Files of claims: an 837P reads back as it was meant, charges are safe, what lacks something is named. */
import fc from 'fast-check'
import { type X12Interchange, X12Parser } from 'node-x12'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Billable, missingFor837 } from '../../server/domain/claims/billable.ts'
import { chargesText, institutionalText } from '../../server/domain/claims/charges.ts'
import { segment, x12Text } from '../../server/domain/claims/x12.ts'
import { claimFile, nameParts } from '../../server/domain/claims/x12-837p.ts'
import { prohibitionNotice } from '../../server/domain/disclosing.ts'
import { instant } from '../../server/domain/zone.ts'
import { emit } from '../../server/use-cases/claims/emission.ts'
import { exportClaims } from '../../server/use-cases/claims/exports.ts'
import { take } from '../../server/use-cases/claims/steps.ts'
import { type AMonth, aMonth, biller, month, now } from './a-month.ts'

/** A claim with everything, as a file needs it; `said` is what a test is about. */
function billable(
  said: { readonly [K in keyof Billable]?: object | string | null } = {},
): Billable {
  const line = {
    code: '99493',
    units: 1,
    service_on: '2026-10-31',
    diagnoses: ['F33.1', 'F41.1'],
    practitioner_npi: '1003000126',
    place_of_service: '11',
    modifiers: ['25'],
  }
  return {
    claim: { claim_id: 'CABC123' },
    lines: [line, { ...line, code: '99494', units: 2, modifiers: [] }],
    charges: [13_359, 11_192],
    patient: {
      patient_id: 'p1',
      mrn: '0042',
      family_name: 'Muñoz*Ruiz',
      given_name: 'José~',
      birth_date: '1972-03-01',
      sex: 'male',
      ...{ address_line: '12 Elm St: Apt 3', city: 'Millbrook', state: 'NY', postal_code: '12545' },
    },
    coverage: { rank: 1, member_id: '1EG4TE5MK73', relationship: null },
    payer: { payer_id: 'm', name: 'Medicare', category: 'medicare', electronic_id: '13202' },
    practitioner: { name: 'Dr. Imani Okoro', npi: '1003000126' },
    clinic: { setting: 'office', name: '=Clinic', locality: null },
    organization: {
      organization_id: 'o1',
      name: 'Care Partners',
      npi: '1003000118',
      tin: '990000001',
      ...{
        address_line: '1 Invented Way',
        city: 'Millbrook',
        state: 'NY',
        postal_code: '125450001',
      },
      taxonomy: null,
      contact_name: 'Office',
      contact_phone: '5185550100',
      ...{ submitter_id: 'MCP1', receiver_name: 'House', receiver_id: 'HOUSE1' },
    },
    frequency: '1',
    original: null,
    notice: null,
    ...said,
  } as unknown as Billable // the columns that a file reads
}
const at = instant('2026-11-05T15:30:00.000Z')
const fileOf = (...all: Billable[]) => claimFile({ control_number: 7, at, test: false }, all)

const read = (text: string) => new X12Parser(true).parse(text) as X12Interchange // not a "fat" one
/** Every segment of a text, as another reader takes it apart. */
const segmentsOf = (text: string) =>
  read(text)
    .functionalGroups.flatMap(({ transactions }) => transactions)
    .flatMap(({ segments }) => segments)
    .map(({ tag, elements }) => [tag, ...elements.map(({ value }) => value)])
const all = (text: string, tag: string) => segmentsOf(text).filter(([one]) => one === tag)

describe('an 837P', () => {
  test('says who bills whom for what, and another reader reads it', () => {
    const text = fileOf(billable())
    const parsed = read(text)
    expect(parsed.header.elements.map(({ value }) => value.trim())).toMatchObject([
      ...['00', '', '00', '', 'ZZ', 'MCP1', 'ZZ', 'HOUSE1', '261105', '1530', '^', '00501'],
      ...['7', '0', 'P', ':'], // without its leading zeros
    ])
    expect(text.split('~')[0]).toHaveLength(105)
    expect(all(text, 'HL')).toEqual([
      ['HL', '1', '', '20', '1'],
      ['HL', '2', '1', '22', '0'],
    ])
    expect(all(text, 'SBR')).toEqual([['SBR', 'P', '18', '', '', '', '', '', '', 'MB']])
    expect(all(text, 'NM1').map(([, who, , name, given]) => [who, name, given])).toEqual([
      ['41', 'CARE PARTNERS', ''],
      ['40', 'HOUSE', ''],
      ['85', 'CARE PARTNERS', ''],
      ['IL', 'MUNOZ RUIZ', 'JOSE'],
      ['PR', 'MEDICARE', ''],
      ['82', 'OKORO', 'IMANI'],
    ])
    expect(all(text, 'CLM')).toEqual([
      ['CLM', 'CABC123', '245.51', '', '', '11:B:1', 'Y', 'A', 'Y', 'Y'],
    ])
    expect(all(text, 'HI')).toEqual([['HI', 'ABK:F331', 'ABF:F411']])
    expect(all(text, 'SV1')).toEqual([
      ['SV1', 'HC:99493:25', '133.59', 'UN', '1', '', '', '1:2'],
      ['SV1', 'HC:99494', '111.92', 'UN', '2', '', '', '1:2'],
    ])
    expect(all(text, 'DTP')).toHaveLength(2)
    expect(text).toContain(`SE*${text.split('~\n').length - 5}*0001`)
  })

  test('names the person insured, where that is somebody else', () => {
    const text = fileOf(
      billable({
        coverage: {
          ...{ rank: 2, member_id: 'X1', relationship: 'child' },
          subscriber_family_name: 'Ruiz',
          subscriber_given_name: 'Ana',
          subscriber_birth_date: '1950-01-02',
        },
      }),
      billable(),
    )
    expect(all(text, 'HL').map((one) => one.slice(1))).toEqual([
      ['1', '', '20', '1'],
      ['2', '1', '22', '1'],
      ['3', '2', '23', '0'],
      ['4', '1', '22', '0'],
    ])
    expect(all(text, 'PAT')).toEqual([['PAT', '19']])
    expect(all(text, 'SBR')[0]).toEqual(['SBR', 'P', '', '', '', '', '', '', '', 'MB'])
  })

  test('of a replacement or a void names the payer’s own number of the first', () => {
    const text = fileOf(billable({ frequency: '7', original: 'ICN9' }))
    expect(all(text, 'CLM')[0]![5]).toBe('11:B:7')
    expect(all(text, 'REF')).toContainEqual(['REF', 'F8', 'ICN9'])
    expect(missingFor837(billable({ frequency: '8' }))).toEqual([
      'the payer’s number of the claim that CABC123 voids',
    ])
  })

  test('with records of substance use behind it carries the notice of 42 CFR 2.32', () => {
    const told = billable({ notice: prohibitionNotice })
    const text = fileOf(told, billable())
    const note = ['NTE', 'ADD', prohibitionNotice.toUpperCase()]
    expect(all(text, 'NTE')).toEqual([note])
    const claim = segmentsOf(text).findIndex(([tag]) => tag === 'CLM')
    expect(segmentsOf(text)[claim + 1], 'where loop 2300 has it').toEqual(note)
    expect(note[2]!.length).toBeLessThanOrEqual(80)
    expect(chargesText([told]).trim().split('\r\n')[1]).toMatch(/Clinic,42 CFR part 2 [^,]+$/)
    expect(institutionalText([told])).toContain(prohibitionNotice)
  })

  test('no value whatsoever breaks out of its element', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (name, other) => {
        const made = segment('NM1', name, 'x', other, 'y')
        expect(made.split('*')).toHaveLength(5)
        expect(made).toMatch(/^[\x20-\x7e]*$/)
        expect(made).not.toMatch(/[~^:]/)
        expect(x12Text(x12Text(name))).toBe(x12Text(name))
      }),
    )
  })

  test.for([
    ['Dr. Imani Okoro', ['Okoro', 'Imani']],
    ['Ada Maria Lopez, MD', ['Lopez', 'Ada Maria']],
    ['Cher', ['Cher', null]],
  ] as const)('%s is a name in parts', ([name, parts]) => {
    expect(nameParts(name)).toEqual(parts)
  })

  const organization = billable().organization!
  test.for([
    ['nothing', {}, []],
    ['the organization', { organization: null }, ['the organization of the clinic']],
    ['its NPI', { organization: { ...organization, npi: null } }, ['the organization’s NPI']],
    [
      'four of its postal code’s nine digits',
      { organization: { ...organization, postal_code: '12545' } },
      ['all nine digits of the organization’s postal code'],
    ],
    ['a fee', { charges: [null, 1] as never }, ['a fee for 99493']],
    [
      'the member number',
      { coverage: { rank: 1, member_id: null, relationship: 'self' } },
      ['the member number'],
    ],
    [
      'a health center',
      { clinic: { setting: 'fqhc' } },
      ['a health center bills this payer by institutional charges'],
    ],
  ] as const)('lacking %s is blocked by that name', ([, said, missing]) => {
    expect(missingFor837(billable(said))).toEqual(missing)
  })
})

describe('charges', () => {
  test('are one row a line, and no cell is a formula', () => {
    const rows = chargesText([billable()]).trim().split('\r\n')
    expect(rows).toHaveLength(3)
    expect(rows[1]).toBe(
      'CABC123,1,,0042,Muñoz*Ruiz,José~,1972-03-01,Medicare,1EG4TE5MK73,2026-10-31,99493,25,1,' +
        "133.59,F33.1 F41.1,1003000126,11,'=Clinic,",
    )
  })
  test('of a health center carry type of bill and revenue code', () => {
    const text = institutionalText([
      billable({ clinic: { setting: 'rhc', name: 'R' }, frequency: '7' }),
    ])
    expect(text).toContain(',0717,0521,R,\r\n')
  })
})

describe('an export', () => {
  let here: AMonth
  beforeAll(async () => {
    here = await aMonth()
  })
  afterAll(() => here.close())
  const numbers = async (from: number, to: number) => {
    const made: string[] = []
    for (const id of here.proven.slice(from, to)) {
      const done = await emit(here.parts, { patient: await here.handle(id), month }, biller())
      if (done.outcome === 'kept') made.push(done.kept.claim.claim_id)
    }
    return made
  }
  const { commit } = biller()

  test('submits what it holds, and leaves out by name what lacks something', async () => {
    const claims = await numbers(0, 8)
    const made = await exportClaims(here.parts, { month, format: '837p', claims }, commit)
    expect(made.exported.length + made.blocked.length).toBe(claims.length)
    expect(made.exported.length).toBeGreaterThan(0)
    expect(all(made.text!, 'CLM').map(([, number]) => number)).toEqual(made.exported)
    for (const number of made.exported)
      expect((await here.parts.claims.claim(number))!.claim).toMatchObject({ state: 'submitted' })
    for (const { claim } of made.blocked)
      expect((await here.parts.claims.claim(claim))!.claim).toMatchObject({ state: 'emitted' })
    const again = await exportClaims(here.parts, { month, format: 'charges', claims }, commit)
    expect(again.control_number).toBe(made.control_number! + 1)
    const [latest] = await here.parts.claims.exports()
    expect(latest).toMatchObject({ format: 'charges', made_at: now, made_by: 'bs-1' })
  })

  test('has no word for a claim that was voided before anybody saw it', async () => {
    const [claim] = await numbers(8, 9)
    const step = {
      to: 'voided',
      on: now.slice(0, 10) as never,
      reason: 'error',
      carc: null,
    } as const
    const more = { paid_cents: null, payer_claim_number: null }
    await take(here.parts, { claim: claim!, version: 1, step: { ...step, ...more } }, biller())
    const made = await exportClaims(
      here.parts,
      { month, format: 'charges', claims: [claim!] },
      commit,
    )
    expect(made).toMatchObject({ file: null, exported: [], blocked: [{ claim }] })
  })

  test('of two organizations goes in two files, each to its own receiver', async () => {
    const clinicOf = async (id: string) =>
      (await here.dossier(id)).episodes.at(-1)?.clinic_id ?? 'none'
    const proven = here.proven.slice(9)
    const clinics = await Promise.all(proven.map(clinicOf))
    const other = proven.filter((_, at) => clinics[at] === 'cedar-flats')
    const some = [...proven.filter((_, at) => clinics[at] === 'millbrook').slice(0, 6), ...other]
    const claims: string[] = []
    for (const id of some) {
      const done = await emit(here.parts, { patient: await here.handle(id), month }, biller())
      if (done.outcome === 'kept') claims.push(done.kept.claim.claim_id)
    }
    const [own, clinic] = await Promise.all([
      here.registry.history('organizations', 'millbrook-care'),
      here.registry.history('clinics', 'cedar-flats'),
    ])
    const receiver = { receiver_name: 'Another House', receiver_id: 'OTHER' }
    const organization_id = 'cedar-care'
    await here.write('organizations', { ...own.at(-1)!.row, organization_id, ...receiver })
    await here.write('clinics', { ...clinic.at(-1)!.row, organization_id })
    const first = await exportClaims(here.parts, { month, format: '837p', claims }, commit)
    const waiting = first.blocked.filter(({ missing }) => missing[0]?.includes('another sender'))
    expect(first.text).toContain('*ZZ*SAMPLECH')
    expect(waiting.length).toBeGreaterThan(0)
    const theirs = waiting.map(({ claim }) => claim)
    const wish = { month, format: '837p', claims: theirs } as const
    const second = await exportClaims(here.parts, wish, commit)
    expect(second.exported).toEqual(theirs)
    expect(second.text).toContain('*ZZ*OTHER')
    expect(second.text).not.toContain('SAMPLECH')
  })
})

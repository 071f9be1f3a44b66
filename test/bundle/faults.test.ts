/** Every error that the contract names: which file, line, column and value it tells, and what it expected. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Fault, faultText } from '../../server/domain/bundle/fault.ts'
import {
  addedLine,
  type Bench,
  type Cells,
  clinicFiles,
  type Files,
  openBench,
  withRow,
} from './small-clinic.ts'

let bench: Bench
beforeAll(async () => {
  bench = await openBench()
})
afterAll(() => bench.close())

test('the clinic that the faults are planted in is itself good', async () => {
  expect(await bench.take(clinicFiles(), { dryRun: true })).toMatchObject({
    outcome: 'would_import',
  })
})

type Added = Parameters<typeof withRow>[0]
describe('one bad cell in one more row', () => {
  test.for<[title: string, record: Added, row: Cells, column: string, expected: RegExp]>([
    ['an id with a space', 'scores', { score_id: 'a b' }, 'score_id', /an id of 1 to 64/],
    [
      'an id of 65 characters',
      'scores',
      { score_id: 'x'.repeat(65) },
      'score_id',
      /an id of 1 to 64/,
    ],
    ['a required cell left empty', 'patients', { mrn: '' }, 'mrn', /text/],
    [
      'a required cell of blanks',
      'patients',
      { mrn: '77', family_name: '  ' },
      'family_name',
      /text/,
    ],
    [
      'a day that does not exist',
      'patients',
      { mrn: '77', birth_date: '1981-02-29' },
      'birth_date',
      /a date that exists/,
    ],
    [
      'a day in another form',
      'patients',
      { mrn: '77', birth_date: '3/1/1972' },
      'birth_date',
      /YYYY-MM-DD/,
    ],
    [
      'a number that no rule reads',
      'site_numbers',
      { name: 'measure_often' },
      'name',
      /one of early_contact_amber, /,
    ],
    [
      'a number of nothing',
      'site_numbers',
      { name: 'review_every', value: '0' },
      'value',
      /a whole number from 1 to 3650/,
    ],
    [
      'a number past all bounds',
      'site_numbers',
      { name: 'review_every', value: '3651' },
      'value',
      /a whole number from 1 to 3650/,
    ],
    [
      'more than all of a score',
      'site_numbers',
      { name: 'improvement_percent', value: '101' },
      'value',
      /a percentage from 1 to 100/,
    ],
    [
      'a number that nobody answers for',
      'site_numbers',
      { name: 'review_every', reason: '' },
      'reason',
      /text/,
    ],
    [
      'a number twice from one day on',
      'site_numbers',
      { name: 'measure_every', value: '28' },
      'name, effective_from',
      /a key used once: line 2 has it/,
    ],
    [
      'a time without its minutes',
      'consents',
      { obtained_at: '2026-01-05T08' },
      'obtained_at',
      /YYYY-MM-DDTHH:MM/,
    ],
    [
      'a bool of another kind',
      'consents',
      { consult_permission: 'TRUE' },
      'consult_permission',
      /true or false/,
    ],
    [
      'a value outside a list',
      'episodes',
      { patient_id: 'p2', model: 'ccm' },
      'model',
      /one of cocm, bhi/,
    ],
    [
      'a zone that nobody knows',
      'clinics',
      { time_zone: 'America/Gotham' },
      'time_zone',
      /IANA time zone/,
    ],
    [
      'a place of service of one digit',
      'clinics',
      { place_of_service: '1' },
      'place_of_service',
      /two digits/,
    ],
    ['an npi of nine digits', 'staff', { npi: '123456789' }, 'npi', /ten digits/],
    ['an ICD-10 code without its dot', 'diagnoses', { icd10: 'F331' }, 'icd10', /with its dot/],
    [
      'a language that is none',
      'patients',
      { mrn: '77', language: 'english language' },
      'language',
      /BCP 47/,
    ],
    ['a rank of zero', 'coverages', { rank: '0' }, 'rank', /from 1 to 9/],
    ['a rank that is no whole number', 'coverages', { rank: '1.5' }, 'rank', /whole number/],
    ['an unknown instrument', 'scores', { instrument: 'phq-8' }, 'instrument', /one of phq-9/],
    [
      'an unknown target instrument',
      'episodes',
      { patient_id: 'p2', model: 'bhi', target_instrument: 'phq-8' },
      'target_instrument',
      /one of phq-9/,
    ],
    ['eight answers for nine items', 'scores', { items: '1 1 1 1 1 1 1 1' }, 'items', /9 answers/],
    [
      'an answer that there is not',
      'scores',
      { items: '4 1 1 1 1 1 1 1 1' },
      'items',
      /from 0 to 3/,
    ],
    [
      'answers with commas',
      'scores',
      { items: '1;1;1;1;1;1;1;1;1' },
      'items',
      /separated by spaces/,
    ],
    ['neither items nor a total', 'scores', { items: '' }, 'total', /items or total/],
    ['28 on a PHQ-9', 'scores', { items: '', total: '28' }, 'total', /from 0 to 27/],
    ['12 out of 21 on a PHQ-9', 'scores', { items: '', total: '12/21' }, 'total', /from 0 to 27/],
    ['half a point', 'scores', { items: '', total: '12.5' }, 'total', /whole total/],
    ['a total that the items do not give', 'scores', { total: '17' }, 'total', /16/],
    ['a difficulty of 4', 'scores', { difficulty: '4' }, 'difficulty', /from 0 to 3/],
    [
      'self-harm answers where none are asked',
      'scores',
      { instrument: 'gad-7', items: '1 1 1 1 1 1 1', safety_items: '1' },
      'safety_items',
      /no safety_items/,
    ],
    [
      'an end before the start',
      'activities',
      { ended_at: '2026-01-06T08:59' },
      'ended_at',
      /after started_at/,
    ],
    [
      'an end at the start',
      'activities',
      { ended_at: '2026-01-06T09:00' },
      'ended_at',
      /after started_at/,
    ],
    [
      'eight hours and a second',
      'activities',
      { ended_at: '2026-01-06T17:00:01' },
      'ended_at',
      /at most 8 hours/,
    ],
    [
      'recorded before it ended',
      'activities',
      { recorded_at: '2026-01-06T09:19' },
      'recorded_at',
      /not before ended_at/,
    ],
    [
      'attested by nobody',
      'activities',
      { attested_at: '2026-02-01T09:00', attest_reason: 'found' },
      'attested_by',
      /together/,
    ],
    [
      'attested without a reason',
      'activities',
      { attested_by: 'cm', attested_at: '2026-02-01T09:00' },
      'attest_reason',
      /together/,
    ],
    [
      'a meeting that ends before it starts',
      'meetings',
      { ended_at: '2026-01-07T11:00' },
      'ended_at',
      /after started_at/,
    ],
    [
      'coverage that ends before it starts',
      'coverages',
      { ends_on: '2019-12-31' },
      'ends_on',
      /not before starts_on/,
    ],
    [
      'an authorization that does so',
      'authorizations',
      { ends_on: '2025-12-31' },
      'ends_on',
      /not before starts_on/,
    ],
    [
      'a team member who does so',
      'care_team',
      { episode_id: 'e2', ends_on: '2026-01-04' },
      'ends_on',
      /not before starts_on/,
    ],
    [
      'a discharge before the admission',
      'facility_stays',
      { discharged_on: '2026-01-31' },
      'discharged_on',
      /not before admitted_on/,
    ],
    [
      'resolved before recorded',
      'diagnoses',
      { resolved_on: '2026-01-04' },
      'resolved_on',
      /not before recorded_on/,
    ],
    [
      'qualified to before from',
      'staff',
      { qualified_from: '2026-01-02', qualified_to: '2026-01-01' },
      'qualified_to',
      /not before qualified_from/,
    ],
    [
      'revoked before obtained',
      'consents',
      { revoked_at: '2026-01-05T07:59' },
      'revoked_at',
      /not before obtained_at/,
    ],
    [
      'closed before referred',
      'episodes',
      { patient_id: 'p2', model: 'bhi', closed_on: '2026-01-04' },
      'closed_on',
      /not before referred_on/,
    ],
    [
      'a reason to close without a day',
      'episodes',
      { patient_id: 'p2', model: 'bhi', close_reason: 'died' },
      'closed_on',
      /beside close_reason/,
    ],
    [
      'a payer without a policy of that name',
      'payers',
      { policy: 'triad' },
      'policy',
      /cms, full_time or/,
    ],
    [
      'a patient who is not there',
      'scores',
      { patient_id: 'p9' },
      'patient_id',
      /a row of patients/,
    ],
    [
      'a member of staff who is not there',
      'activities',
      { staff_id: 'nobody' },
      'staff_id',
      /a row of staff/,
    ],
    [
      'an optional reference to nothing',
      'case_reviews',
      { meeting_id: 'm9' },
      'meeting_id',
      /a row of meetings/,
    ],
    ['an id used twice', 'scores', { score_id: 's1' }, 'score_id', /used once: line 2/],
    ['an mrn of two patients', 'patients', { mrn: '0042' }, 'mrn', /one patient: line 2/],
  ])('%s', async ([, record, row, column, expected]) => {
    const faults = await bench.faultsOf(withRow(record, row))
    const place = { file: `${record}.csv`, line: addedLine(record), column }
    expect(faults.map(faultText)).toHaveLength(1)
    expect(faults[0]).toMatchObject({ ...place, expected: expect.stringMatching(expected) })
    // dangling and required cells too: the value is what stands in the file
    expect(faults[0]!.value).toBe(row[column] ?? faults[0]!.value)
  })

  test('a patient given twice is told as one id twice, not as two patients of one mrn', async () => {
    const faults = await bench.faultsOf(withRow('patients', { patient_id: 'p1' }))
    expect(faults.map(({ column }) => column)).toEqual(['patient_id'])
  })

  test('a key of several columns, used twice', async () => {
    const [fault] = await bench.faultsOf(withRow('care_team', { episode_id: 'e1' }))
    expect(fault).toMatchObject({
      line: 3,
      column: 'episode_id, role, staff_id, starts_on',
      value: 'e1/care_manager/cm/2026-01-05',
    })
  })
})

describe('a file that is not what it should be', () => {
  const patients = String(clinicFiles()['patients.csv'])
  const with_ = (name: string, content: string | Buffer): Files => ({
    ...clinicFiles(),
    [name]: content,
  })
  test.for<[title: string, files: Files, fault: Partial<Fault>, expected: RegExp]>([
    [
      'an unknown file',
      with_('notes.csv', 'a,b\n'),
      { file: 'notes.csv', line: null },
      /a file of a bundle/,
    ],
    [
      'an unknown column',
      with_('patients.csv', patients.replace('phone', 'fax')),
      { file: 'patients.csv', line: 1, column: 'fax' },
      /a column of patients.csv/,
    ],
    [
      'a column named like something inherited',
      with_('patients.csv', patients.replace('phone', 'constructor')),
      { line: 1, column: 'constructor' },
      /a column of/,
    ],
    [
      'a required column missing',
      with_(
        'clinics.csv',
        'clinic_id,name,setting,place_of_service\neast,East,office,11\nwest,West,office,11\n',
      ),
      { file: 'clinics.csv', line: 1, column: 'time_zone' },
      /required column/,
    ],
    [
      'a column twice',
      with_('patients.csv', patients.replace('phone', 'sex')),
      { line: 1, column: 'sex' },
      /each column once/,
    ],
    ['an empty file', with_('visits.csv', ''), { file: 'visits.csv', line: 1 }, /a header/],
    [
      'a row with a cell too many',
      with_('patients.csv', `${patients}p3,0044,Ash,Ada,1990-01-01,,,,,,,,x\n`),
      { line: 4, value: '13 cells' },
      /12 cells/,
    ],
    [
      'a row with a cell too few',
      with_('patients.csv', `${patients}p3,0044,Ash,Ada,1990-01-01,,,,,,\n`),
      { line: 4, value: '11 cells' },
      /12 cells/,
    ],
    [
      'bytes that are no UTF-8',
      with_(
        'patients.csv',
        Buffer.concat([Buffer.from(patients), Buffer.from([0x70, 0x33, 0xff, 0x0a])]),
      ),
      { line: 4 },
      /UTF-8/,
    ],
    [
      'a NUL character',
      with_('patients.csv', `${patients}p3,0044,A\0sh,Ada,1990-01-01,,,\n`),
      { line: 4 },
      /NUL/,
    ],
    [
      'a lone quote within a cell',
      with_('patients.csv', `${patients}p3,0044,5" tall,Ada,1990-01-01,,,\n`),
      { line: 4 },
      /quotes around a whole cell/,
    ],
    [
      'text behind a closing quote',
      with_('patients.csv', `${patients}p3,0044,"Ash"ley,Ada,1990-01-01,,,\n`),
      { line: 4 },
      /quotes around a whole cell/,
    ],
    [
      'a quote that is never closed',
      with_('patients.csv', `${patients}p3,0044,"Ash,Ada,1990-01-01,,,\n`),
      { line: 4 },
      /quotes around a whole cell/,
    ],
    [
      'policies that are no JSON',
      with_('policies.json', '[\n{]'),
      { file: 'policies.json', line: 2 },
      /JSON/,
    ],
    [
      'policies that are no array',
      with_('policies.json', '{}'),
      { file: 'policies.json', line: 1 },
      /array/,
    ],
  ])('%s', async ([, files, fault, expected]) => {
    const faults = await bench.faultsOf(files)
    expect(faults[0]).toMatchObject({ ...fault, expected: expect.stringMatching(expected) })
  })
})

test('all errors are told in one go, also in rows around a stray quote, with their physical lines', async () => {
  const notes = [
    'relapse_plan_id,patient_id,made_on,author_id,warning_signs,actions',
    'x1,p1,2026-05-01,cm,"poor',
    'sleep, early',
    'waking",call',
    'x2,p9,2026-05-01,cm,sleep,call',
    'x3,p1,2026-05-01,cm,5" x,call',
    'x4,p1,2026-13-01,cm,"a ""b""\r\nc",call',
    'x5,p1,2026-05-01,cm,,call',
  ]
  const faults = await bench.faultsOf({
    ...clinicFiles(),
    'relapse_plans.csv': `${notes.join('\n')}\n`,
  })
  expect(faults.map(({ line, column }) => [line, column])).toEqual([
    [5, 'patient_id'],
    [6, null],
    [7, 'made_on'],
    [9, 'warning_signs'],
  ])
})

test('the first thousand are told, and how many there are', async () => {
  const rows = Array.from({ length: 1500 }, (_, i) => ({ score_id: `bad ${i}` }))
  const outcome = await bench.take(withRow('scores', ...rows))
  expect(outcome).toMatchObject({ outcome: 'refused', count: 1500 })
  expect(outcome.outcome === 'refused' && outcome.faults).toHaveLength(1000)
})

test('nothing of any of them was stored', async () => {
  const stored: unknown[] = []
  for await (const row of bench.registry.rows('clinics')) stored.push(row)
  expect(stored).toEqual([])
  expect(await bench.registry.auditTrail()).toEqual([])
})

test('a fault is one line, whatever its value holds', () => {
  const text = faultText({
    file: 'a.csv',
    line: 2,
    column: 'note',
    value: `x\ny${'z'.repeat(500)}`,
    expected: 'text',
  })
  expect(text).toMatch(/^a\.csv line 2, column note: "x\\nyz+…"; expected text$/)
})

test('neither a name of a column nor of a file breaks the line, or speaks to the terminal', () => {
  const column = `a\u001b[31m\rb${'z'.repeat(500)}`
  const text = faultText({ file: 'x\ny.csv', line: 1, column, value: column, expected: 'text' })
  expect(text).not.toMatch(/\p{Cc}/u)
  expect(text.length).toBeLessThan(400)
  expect(text).toMatch(/^"x\\ny\.csv" line 1, column "a\\u001b\[31m\\rb/)
})

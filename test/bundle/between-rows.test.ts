/** What must hold between rows: episodes of one patient, versions of one policy, the registry's own rows. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { faultText } from '../../server/domain/bundle/fault.ts'
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
beforeEach(async () => {
  bench = await openBench()
})
afterEach(() => bench.close())

describe('episodes of one model', () => {
  const second = { patient_id: 'p1', referred_on: '2026-08-05', enrolled_on: '2026-08-05' }
  const closedOn = (day: string, files: Files): Files => ({
    ...files,
    'episodes.csv': String(files['episodes.csv']).replace(
      'e1,p1,east,cocm,2026-01-05,,2026-01-05,,,,,',
      `e1,p1,east,cocm,2026-01-05,,2026-01-05,,,,${day},other`,
    ),
  })
  const files = withRow('episodes', second)

  test('one that starts while another is open is refused', async () => {
    // the review of May: in August three empty months have passed, not six
    const reviewed = withRow('case_reviews', { reviewed_on: '2026-05-06' })['case_reviews.csv']!
    const faults = await bench.faultsOf({ ...files, 'case_reviews.csv': reviewed })
    expect(faults).toMatchObject([
      {
        file: 'episodes.csv',
        line: addedLine('episodes'),
        column: 'referred_on',
        value: '2026-08-05',
      },
    ])
    expect(faults[0]!.expected).toMatch(/e1 is over/)
  })
  test('one that starts before the other’s closing day is refused', async () => {
    expect(await bench.faultsOf(closedOn('2026-08-06', files))).toMatchObject([
      { column: 'referred_on', expected: expect.stringMatching(/2026-08-06/) },
    ])
  })
  test('on the closing day itself it may start', async () => {
    expect(await bench.faultsOf(closedOn('2026-08-05', files))).toEqual([])
  })
  test('after six empty months the open one has ended by itself', async () => {
    // last delivered in January; February to July are empty
    expect(await bench.faultsOf(files)).toEqual([])
  })
  test('five empty months are not enough', async () => {
    const early = withRow('episodes', { ...second, referred_on: '2026-07-05' })
    expect(await bench.faultsOf(early)).toMatchObject([{ column: 'referred_on' }])
  })
  test('an episode in which nothing was delivered is not ended by empty months', async () => {
    const { 'activities.csv': _, 'case_reviews.csv': __, ...idle } = files
    expect(await bench.faultsOf(idle)).toMatchObject([{ column: 'referred_on' }])
  })
  test('one of the other model may run beside it', async () => {
    expect(await bench.faultsOf(withRow('episodes', { ...second, model: 'bhi' }))).toEqual([])
  })
  test('the open one may be the registry’s', async () => {
    await bench.take(clinicFiles())
    const header = String(clinicFiles()['episodes.csv']).split('\n')[0]
    const row = 'e9,p1,east,cocm,2026-06-05,,2026-06-05,,,,,'
    expect(await bench.faultsOf({ 'episodes.csv': `${header}\n${row}\n` })).toMatchObject([
      { line: 2, value: '2026-06-05' },
    ])
  })
  test('told beside other errors, also where a broken row would have proven the break', async () => {
    const broken = { started_at: '2026-05-32T09:00', ended_at: '2026-05-31T09:20' }
    const faults = await bench.faultsOf({
      ...withRow('episodes', { ...second, referred_on: '2026-06-05' }),
      'activities.csv': withRow('activities', broken)['activities.csv']!,
    })
    expect(faults.map(({ column }) => column)).toEqual(['referred_on', 'started_at'])
  })
})

describe('policies', () => {
  const version = (more: object) => ({
    policy: 'triad',
    based_on: 'cms',
    effective_from: '2020-01-01',
    effective_to: null,
    ...more,
  })
  const refused = async (...versions: readonly object[]) =>
    (await bench.faultsOf({ 'policies.json': JSON.stringify(versions, null, 1) })).map(faultText)

  test.for<[title: string, more: object, told: RegExp]>([
    [
      'an unknown key',
      { add_on_limit: 2 },
      /column add_on_limit: "2"; expected a key of a billing policy/,
    ],
    ['a key that an object inherits', { toString: 1 }, /column toString/],
    ['a number for a switch', { covered: 1 }, /column covered: "1"; expected true or false/],
    ['a rule that there is not', { time_rule: 'half' }, /column time_rule: .*midpoint, full/],
    ['a negative count', { bhi_minimum: -1 }, /column bhi_minimum/],
    ['null where nothing is not allowed', { add_on_cap: null }, /column add_on_cap/],
    ['a prefix that is none', { extra_diagnoses_denied: ['f 3'] }, /column extra_diagnoses_denied/],
    ['modifiers that are no list', { modifiers: { 99492: '25' } }, /column modifiers/],
    ['a day that does not exist', { g0511_until: '2025-02-30' }, /column g0511_until/],
    [
      'an end before the beginning',
      { effective_to: '2019-12-31' },
      /column effective_to: "2019-12-31"/,
    ],
    ['a name with a space', { policy: 'the triad' }, /column policy/],
    [
      'an unknown base',
      { based_on: 'tirad' },
      /column based_on: "tirad"; expected cms, full_time or/,
    ],
    ['itself as a base', { based_on: 'triad' }, /column based_on: .*not based on this one/],
  ])('%s is refused with its line', async ([, more, told]) => {
    const [fault, ...others] = await refused(version(more))
    expect(others).toEqual([])
    expect(fault).toMatch(/^policies\.json line [2-9]/)
    expect(fault).toMatch(told)
  })
  test('bases that run in a circle', async () => {
    const circle = await refused(
      version({ policy: 'a', based_on: 'b' }),
      version({ policy: 'b', based_on: 'a' }),
    )
    expect(circle).toHaveLength(2)
  })
  test('two versions in force on one day', async () => {
    const told = await refused(
      version({ effective_to: '2024-12-31' }),
      version({ effective_from: '2024-12-31' }),
    )
    expect(told).toEqual([
      expect.stringMatching(/line 8, column effective_from: "2024-12-31"; expected no day/),
    ])
  })
  test('versions that follow each other are welcome, in any order', async () => {
    expect(
      await refused(
        version({ effective_from: '2025-01-01' }),
        version({ effective_to: '2024-12-31' }),
      ),
    ).toEqual([])
  })
  test('a version that overlaps with one of the registry', async () => {
    await bench.take({ 'policies.json': JSON.stringify([version({})]) })
    expect(await refused(version({ effective_from: '2024-01-01' }))).toHaveLength(1)
    const ended = version({ effective_to: '2023-12-31' })
    expect(await refused(ended, version({ effective_from: '2024-01-01' }))).toEqual([])
  })
  test('a payer may name a policy that the registry has', async () => {
    await bench.take({ 'policies.json': JSON.stringify([version({})]) })
    expect(await bench.faultsOf(withRow('payers', { policy: 'triad' }))).toEqual([])
  })
})

describe('what the registry holds', () => {
  test('ids of an earlier bundle may be referred to', async () => {
    await bench.take(clinicFiles())
    const scores = String(withRow('scores', { patient_id: 'p2' })['scores.csv'])
    expect(await bench.take({ 'scores.csv': scores })).toMatchObject({
      outcome: 'imported',
      files: [{ file: 'scores.csv', added: 1, amended: 0, unchanged: 1 }],
    })
  })
  test('an mrn of a patient of an earlier bundle is taken', async () => {
    await bench.take(clinicFiles())
    const patient: Cells = { patient_id: 'p3', mrn: '0042' }
    const [header, , , added] = String(withRow('patients', patient)['patients.csv']).split('\n')
    expect(await bench.faultsOf({ 'patients.csv': `${header}\n${added}\n` })).toMatchObject([
      {
        line: 2,
        column: 'mrn',
        value: '0042',
        expected: expect.stringMatching(/another patient of the registry/),
      },
    ])
  })
})

test('a closing without a reason and a total out of its maximum are taken, with a note', async () => {
  const files = {
    ...withRow('scores', { items: '', total: '12/27' }, { items: '', total: '12.0' }),
    'episodes.csv': String(
      withRow('episodes', { patient_id: 'p2', model: 'bhi', closed_on: '2026-02-01' })[
        'episodes.csv'
      ],
    ),
  }
  const outcome = await bench.take(files)
  expect(outcome).toMatchObject({
    notes: [
      { file: 'episodes.csv', says: 'closed without a reason' },
      { file: 'scores.csv', line: 3, says: '12/27 was read as 12' },
      { file: 'scores.csv', line: 4, says: '12.0 was read as 12' },
    ],
  })
  expect((await bench.registry.history('scores', 'new0'))[0]?.row['total']).toBe(12)
})

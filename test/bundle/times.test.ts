/** Local times against the clock of the patient's clinic: East is New York, West is Los Angeles. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  addedLine,
  type Bench,
  type Cells,
  clinicFiles,
  openBench,
  withRow,
} from './small-clinic.ts'

let bench: Bench
beforeAll(async () => {
  bench = await openBench()
})
afterAll(() => bench.close())

const work = (started_at: string, ended_at: string, more: Cells = {}): Cells => ({
  started_at,
  ended_at,
  ...more,
})

describe('refused', () => {
  test.for<[title: string, row: Cells, column: string, expected: RegExp]>([
    [
      'an hour that New York skips',
      work('2026-03-08T02:30', '2026-03-08T03:10'),
      'started_at',
      /did not skip/,
    ],
    [
      'the same hour in Los Angeles',
      work('2026-03-08T02:30', '2026-03-08T03:10', { patient_id: 'p2' }),
      'started_at',
      /Los_Angeles/,
    ],
    [
      'nine hours on the clock that were eight and a bit',
      work('2026-03-08T00:59', '2026-03-08T10:00:01'),
      'ended_at',
      /at most 8 hours/,
    ],
    [
      'eight hours on the clock that were nine',
      work('2026-11-01T00:30', '2026-11-01T08:30'),
      'ended_at',
      /at most 8 hours/,
    ],
    [
      'an end before the start once both are the first of two',
      work('2026-11-01T01:50', '2026-11-01T01:10'),
      'ended_at',
      /after started_at/,
    ],
    [
      'eight hours and a half, the start told by its offset',
      work('2026-06-01T16:00Z', '2026-06-01T17:30', { patient_id: 'p2' }),
      'ended_at',
      /at most 8 hours/,
    ],
    [
      'an hour that no clock has',
      work('2026-01-06T24:00', '2026-01-06T24:20'),
      'started_at',
      /a local time/,
    ],
    [
      'an offset, of a patient whose clinic nobody knows',
      work('2026-06-01T09:00-04:00', '2026-06-01T09:20-04:00', { patient_id: 'p3' }),
      'started_at',
      /without an offset/,
    ],
  ])('%s', async ([, row, column, expected]) => {
    const files = withRow('activities', row)
    const third = 'p3,0044,Ash,Ada,1990-01-01,,,,,,,\n'
    const faults = await bench.faultsOf({
      ...files,
      'patients.csv': `${files['patients.csv']}${third}`,
    })
    expect(faults[0]).toMatchObject({
      file: 'activities.csv',
      line: addedLine('activities'),
      column,
      expected: expect.stringMatching(expected),
    })
  })
})

describe('kept', () => {
  test.for<[title: string, row: Cells, started: string, ended: string]>([
    [
      'as written, without seconds',
      work('2026-06-01T09:00', '2026-06-01T09:20'),
      '2026-06-01T09:00',
      '2026-06-01T09:20',
    ],
    [
      'as written, with seconds',
      work('2026-06-01T09:00:00', '2026-06-01T09:20:30'),
      '2026-06-01T09:00:00',
      '2026-06-01T09:20:30',
    ],
    [
      'the first of two equal hours, to the second',
      work('2026-11-01T01:50', '2026-11-01T01:10-05:00'),
      '2026-11-01T01:50',
      '2026-11-01T01:10-05:00',
    ],
    [
      'the first, told by its offset, needs none',
      work('2026-11-01T01:30-04:00', '2026-11-01T01:40-04:00'),
      '2026-11-01T01:30',
      '2026-11-01T01:40',
    ],
    [
      'an offset that is the clinic’s own',
      work('2026-06-01T09:00-04:00', '2026-06-01T09:20-04:00'),
      '2026-06-01T09:00',
      '2026-06-01T09:20',
    ],
    [
      'an offset of elsewhere becomes the clinic’s time',
      work('2026-06-01T13:00Z', '2026-06-01T15:20:00+02:00'),
      '2026-06-01T09:00',
      '2026-06-01T09:20:00',
    ],
    [
      'the hour that only Los Angeles skips, in New York',
      work('2026-03-08T05:30', '2026-03-08T05:50'),
      '2026-03-08T05:30',
      '2026-03-08T05:50',
    ],
    [
      'nine hours on the clock that were eight',
      work('2026-03-08T00:59', '2026-03-08T09:59'),
      '2026-03-08T00:59',
      '2026-03-08T09:59',
    ],
    [
      'past midnight out of the days around a clock change, in the zone that is not the first',
      work('2026-03-09T23:50', '2026-03-10T00:10', { patient_id: 'p2' }),
      '2026-03-09T23:50',
      '2026-03-10T00:10',
    ],
    [
      'eight hours exactly',
      work('2026-06-01T09:00', '2026-06-01T17:00'),
      '2026-06-01T09:00',
      '2026-06-01T17:00',
    ],
    [
      'six hours of a night before the eve of a clock change',
      work('2026-03-06T23:00', '2026-03-07T05:00', { patient_id: 'p2' }),
      '2026-03-06T23:00',
      '2026-03-07T05:00',
    ],
    [
      'one time with an offset beside one without',
      work('2026-06-01T16:00Z', '2026-06-01T09:20', { patient_id: 'p2' }),
      '2026-06-01T09:00',
      '2026-06-01T09:20',
    ],
    [
      'recorded at the moment it ended',
      work('2026-06-01T09:00', '2026-06-01T09:20', { recorded_at: '2026-06-01T13:20Z' }),
      '2026-06-01T09:00',
      '2026-06-01T09:20',
    ],
  ])('%s', async ([, row, started_at, ended_at]) => {
    const own = await openBench()
    expect(await own.take(withRow('activities', row))).toMatchObject({ outcome: 'imported' })
    const [version] = await own.registry.history('activities', 'new0')
    expect(version?.row).toMatchObject({ started_at, ended_at })
    await own.close()
  })
})

test('the clinic may be known to the registry only: a later bundle is read by its clock', async () => {
  const own = await openBench()
  await own.take(clinicFiles())
  const header = 'activity_id,patient_id,staff_id,started_at,ended_at,kind,reached,modality\n'
  const row = (patient: string) =>
    `z,${patient},cm,2026-03-08T02:30,2026-03-08T03:10,follow_up,true,phone\n`
  expect(await own.faultsOf({ 'activities.csv': header + row('p2') })).toMatchObject([
    { line: 2, column: 'started_at' },
  ])
  await own.close()
})

test('a patient who moved is judged by the clinic of that day', async () => {
  const moved = withRow(
    'episodes',
    {
      episode_id: 'e3',
      patient_id: 'p9',
      clinic_id: 'east',
      closed_on: '2026-02-28',
      close_reason: 'transferred',
    },
    { episode_id: 'e4', patient_id: 'p9', clinic_id: 'phoenix', referred_on: '2026-03-01' },
  )
  const phoenix = 'phoenix,Phoenix,America/Phoenix,office,11,,\n' // where no clock changes
  const [west] = await Promise.all([openBench()])
  const files = (time: string) => ({
    ...moved,
    'clinics.csv': `${moved['clinics.csv']}${phoenix}`,
    'patients.csv': `${moved['patients.csv']}p9,0049,Oak,Ola,1990-01-01,,,,,,,\n`,
    'consents.csv': withRow('consents', { patient_id: 'p9', obtained_at: time })['consents.csv']!,
  })
  expect(await west.faultsOf(files('2026-03-08T02:30'))).toEqual([])
  await west.close()
})

test('a meeting without a clinic is where most of the care manager’s patients are', async () => {
  const meeting = { clinic_id: '', started_at: '2026-03-08T02:30', ended_at: '2026-03-08T03:30' }
  expect(await bench.faultsOf(withRow('meetings', meeting))).toMatchObject([
    { column: 'started_at', expected: expect.stringContaining('New_York') },
  ])
})

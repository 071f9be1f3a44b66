/** When the same staff were at work for somebody else: found by index, and the slow way. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { calendarMonth } from '../../server/domain/calendar.ts'
import { overlaps } from '../../server/domain/intervals.ts'
import type { Change } from '../../server/domain/registry.ts'
import { type LocalTime, momentOf, type TimeZone } from '../../server/domain/zone.ts'
import { aPatient, storing } from '../support/rows.ts'
import { clinics, registryWith, zones } from './support/registry-with.ts'

test.for([
  ['ended as theirs began', '2026-02-03T08:40', '2026-02-03T09:00', 0],
  ['ended a minute later', '2026-02-03T08:40', '2026-02-03T09:01', 1],
  ['began as theirs ended', '2026-02-03T09:20', '2026-02-03T09:40', 0],
  ['began a minute earlier', '2026-02-03T09:19', '2026-02-03T09:40', 1],
  ['had begun eight hours before', '2026-02-03T01:10', '2026-02-03T09:10', 1],
  ['was written for another zone', '2026-02-03T19:45+05:30', '2026-02-03T19:48+05:30', 1],
  ['was at the same hour on another day', '2026-02-04T09:00', '2026-02-04T09:20', 0],
] as const)('work that %s', async ([, started_at, ended_at, found]) => {
  const other = storing('activities', { activity_id: 'a2', patient_id: 'p2', started_at, ended_at })
  const { dossier } = await registryWith(
    ...aPatient(1),
    ...aPatient(2),
    storing('activities'),
    other,
  )
  expect((await dossier('p1')).elsewhere).toHaveLength(found)
  expect((await dossier('p2')).elsewhere).toHaveLength(found)
})

/** Taken back as entered in error, by the same commit's next. */
const withdrawal = (activity_id: string, patient_id: string) =>
  storing('withdrawals', {
    withdrawal_id: `w-${activity_id}`,
    patient_id,
    record: 'activities',
    row_id: activity_id,
    reason: 'another patient’s',
    withdrawn_by: 'cm1',
    withdrawn_on: '2026-02-05',
  })

test('work that was taken back is no work elsewhere, nor in the total of a meeting', async () => {
  const during = { patient_id: 'p2', started_at: '2026-02-03T09:05', ended_at: '2026-02-03T09:15' }
  const review = {
    kind: 'case_review',
    started_at: '2026-02-04T12:00',
    ended_at: '2026-02-04T12:10',
  }
  const written = [
    ...[...aPatient(1), ...aPatient(2), storing('meetings'), storing('activities')],
    // the same stretch twice, one of them in error; and one that stands
    storing('activities', { activity_id: 'a2', ...during }),
    storing('activities', { activity_id: 'a3', ...during }),
    storing('activities', { activity_id: 'a4', patient_id: 'p2', ...review }),
    storing('activities', { activity_id: 'a5', ...review, started_at: '2026-02-04T12:05' }),
  ]
  const before = await registryWith(...written)
  const told = async (one: typeof before, patient: string) => {
    const { elsewhere, meetings } = await one.dossier(patient)
    return [elsewhere.length, meetings[0]?.case_review_seconds]
  }
  expect(await told(before, 'p1')).toEqual([3, 15 * 60])
  const after = await registryWith(...written, withdrawal('a3', 'p2'), withdrawal('a4', 'p2'))
  expect(await told(after, 'p1')).toEqual([1, 5 * 60])
  expect(await told(after, 'p2')).toEqual([1, 5 * 60])
  for (const one of await after.chosen({ by: 'month', month: calendarMonth('2026-02') }))
    expect(one.elsewhere).toHaveLength(1)
})

test.for([
  ['three hours to the west', 'c2', '2026-02-03T06:10', '2026-02-03T06:15', 1],
  ['at the same hour to the west', 'c2', '2026-02-03T09:10', '2026-02-03T09:15', 0],
  ['half a day to the east', 'c3', '2026-02-03T19:40', '2026-02-03T19:45', 1],
  ['at the same hour to the east', 'c3', '2026-02-03T09:10', '2026-02-03T09:15', 0],
] as const)('work %s', async ([, clinic_id, started_at, ended_at, found]) => {
  const { dossier } = await registryWith(
    ...clinics,
    ...aPatient(1),
    ...aPatient(2, { clinic_id }),
    storing('activities'),
    storing('activities', { activity_id: 'a2', patient_id: 'p2', started_at, ended_at }),
  )
  expect((await dossier('p1')).elsewhere).toHaveLength(found)
  expect((await dossier('p2')).elsewhere).toHaveLength(found)
})

const activity = fc.record({
  patient: fc.integer({ min: 1, max: 4 }),
  staff: fc.constantFrom('cm1', 'pc1'),
  day: fc.constantFrom('2026-03-07', '2026-03-08', '2026-11-01', '2026-11-02'),
  minute: fc.integer({ min: 0, max: 1200 }).filter((minute) => minute < 60 || minute >= 180),
  length: fc.integer({ min: 1, max: 230 }),
  offset: fc.constantFrom('', '', '', '', 'Z', '-05:00', '+05:30'),
})

/** The same question asked the slow way: every two activities, moment by moment. */
function slowly(changes: readonly Change[], clinicOf: (patient: string) => TimeZone) {
  const rows = changes.flatMap((change) => (change.record === 'activities' ? [change.row] : []))
  const spans = rows.map((row) => ({
    ...row,
    from: momentOf(row.started_at, clinicOf(row.patient_id)),
    to: momentOf(row.ended_at, clinicOf(row.patient_id)),
  }))
  return (patient: string) =>
    spans
      .filter((other) => other.patient_id !== patient)
      .filter((other) =>
        spans.some(
          (own) =>
            own.patient_id === patient && own.staff_id === other.staff_id && overlaps(own, other),
        ),
      )
      .map(({ staff_id, kind, from, to }) => JSON.stringify({ staff_id, kind, from, to }))
      .sort()
}

test('finds the same staff’s time elsewhere in every zone, for one patient and for all', async () => {
  const people = [
    ...aPatient(1),
    ...aPatient(2),
    ...aPatient(3, { clinic_id: 'c2' }),
    ...aPatient(4, { clinic_id: 'c3' }),
  ]
  const zoneOf = (id: string) => ({ p3: zones.c2, p4: zones.c3 })[id] ?? zones.c1
  await fc.assert(
    fc.asyncProperty(fc.array(activity, { minLength: 2, maxLength: 40 }), async (drawn) => {
      const time = (day: string, minute: number, offset: string) =>
        `${new Date(Date.parse(`${day}T00:00Z`) + minute * 60_000).toISOString().slice(0, 16)}${offset}`
      const work = drawn.map(({ patient, staff, day, minute, length, offset }, number) =>
        storing('activities', {
          activity_id: `a${number}`,
          patient_id: `p${patient}`,
          staff_id: staff,
          started_at: time(day, minute, offset) as LocalTime,
          ended_at: time(day, minute + length, offset) as LocalTime,
        }),
      )
      const { registry, chosen } = await registryWith(...clinics, ...people, ...work)
      const expected = slowly(work, (id) => zoneOf(id) as TimeZone)
      const all = await chosen({ by: 'month', month: calendarMonth('2026-03') })
      for (const { patient, elsewhere } of all) {
        const id = patient.patient_id
        const alone = (await registry.read(id))?.dossier.elsewhere
        expect(elsewhere.map((one) => JSON.stringify(one)).sort()).toEqual(expected(id))
        expect(alone).toEqual(elsewhere)
      }
      await registry.close()
    }),
    { numRuns: 25 },
  )
})

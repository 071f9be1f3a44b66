/** What a dossier holds, who is chosen, and what is known of the same staff's time elsewhere. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { calendarDay, calendarMonth } from '../../server/domain/calendar.ts'
import type { Dossier } from '../../server/domain/dossier.ts'
import { overlaps } from '../../server/domain/intervals.ts'
import type { Change, Choice } from '../../server/domain/registry.ts'
import { instant, type LocalTime, momentOf, type TimeZone } from '../../server/domain/zone.ts'
import { freshRegistry } from '../support/registries.ts'
import { aHouse, aPatient, storing } from '../support/rows.ts'

const actor = { who: 'operator:test', role: 'operator' } as const
const at = instant('2026-03-09T07:30:00Z')

async function registryWith(...changes: readonly Change[]) {
  const registry = await freshRegistry()
  await registry.commit({ changes: [...aHouse, ...changes], actor, at, reason: 'import' })
  const chosen = async (choice: Choice) => {
    const dossiers: Dossier[] = []
    for await (const dossier of registry.dossiers(choice)) dossiers.push(dossier)
    return dossiers
  }
  const dossier = async (id: string) => {
    const read = await registry.read(id)
    if (!read) throw new Error(`no patient ${id}`)
    return read.dossier
  }
  return { registry, chosen, dossier }
}

const zones = { c1: 'America/New_York', c2: 'America/Los_Angeles', c3: 'Asia/Kolkata' }
const clinics = [
  storing('clinics', { clinic_id: 'c2', time_zone: zones.c2 }),
  storing('clinics', { clinic_id: 'c3', time_zone: zones.c3 }),
]

test('a dossier names whoever its rows name, and nobody else', async () => {
  const { dossier } = await registryWith(
    storing('staff', { staff_id: 'idle' }),
    storing('policies', { policy: 'plan-x', based_on: 'plan-y' }),
    storing('policies', { policy: 'plan-y' }),
    storing('policies', { policy: 'plan-z' }),
    storing('payers', { payer_id: 'x', policy: 'plan-x' }),
    ...aPatient(1),
    ...aPatient(2),
    storing('meetings'),
    storing('coverages', { payer_id: 'x' }),
    storing('scores', { patient_id: 'p2' }),
  )
  const held = await dossier('p1')
  expect(held.staff.map(({ staff_id }) => staff_id)).toEqual(['cm1', 'pc1'])
  expect(held.payers.map(({ payer_id }) => payer_id)).toEqual(['x'])
  expect(held.policies.map(({ policy }) => policy)).toEqual(['plan-x', 'plan-y'])
  expect(held.clinics.map(({ clinic_id }) => clinic_id)).toEqual(['c1'])
  expect(held.scores).toEqual([])
})

test.for<[string, Choice, string[]]>([
  ['the month before referral', { by: 'month', month: calendarMonth('2025-12') }, []],
  ['the month of referral', { by: 'month', month: calendarMonth('2026-01') }, ['p3', 'p1', 'p2']],
  ['the month of closing', { by: 'month', month: calendarMonth('2026-02') }, ['p3', 'p1', 'p2']],
  ['the month after closing', { by: 'month', month: calendarMonth('2026-03') }, ['p1', 'p2']],
  ['the day of closing', { by: 'open', on: calendarDay('2026-02-10') }, ['p3', 'p1', 'p2']],
  ['the day after', { by: 'open', on: calendarDay('2026-02-11') }, ['p1', 'p2']],
  ['a care manager', { by: 'open', on: calendarDay('2026-02-11'), care_manager_id: 'cm2' }, ['p2']],
  ['in no such role', { by: 'open', on: calendarDay('2026-02-11'), care_manager_id: 'pc1' }, []],
  ['a member', { by: 'open', on: calendarDay('2026-02-11'), member_id: 'pc1' }, ['p1']],
  ['after leaving', { by: 'open', on: calendarDay('2026-05-01'), member_id: 'pc1' }, []],
  ['one mrn', { by: 'mrn', mrn: '0002' }, ['p2']],
  ['no such mrn', { by: 'mrn', mrn: '2' }, []],
])('%s chooses, ordered by mrn', async ([, choice, expected]) => {
  const { chosen, registry } = await registryWith(
    storing('staff', { staff_id: 'cm2' }),
    ...aPatient(1),
    storing('care_team', {
      role: 'psychiatric_consultant',
      staff_id: 'pc1',
      ends_on: '2026-04-30',
    }),
    ...aPatient(2, { staff_id: 'cm2' }),
    storing('patients', { patient_id: 'p3', mrn: '0000' }),
    storing('episodes', { episode_id: 'e3', patient_id: 'p3', closed_on: '2026-02-10' }),
  )
  expect((await chosen(choice)).map(({ patient }) => patient.patient_id)).toEqual(expected)
  const then: string[] = []
  for await (const { patient } of registry.dossiers(choice, at)) then.push(patient.patient_id)
  expect(then).toEqual(expected)
})

test('a batch after another loses nobody', async () => {
  const crowd = Array.from({ length: 450 }, (_, number) => aPatient(number + 1)).flat()
  const { chosen } = await registryWith(...crowd)
  const found = await chosen({ by: 'month', month: calendarMonth('2026-02') })
  expect(found.map(({ patient }) => patient.mrn)).toEqual(
    Array.from({ length: 450 }, (_, number) => String(number + 1).padStart(4, '0')),
  )
})

test('a meeting without a clinic is where most of its care manager’s patients are', async () => {
  const { dossier } = await registryWith(
    ...clinics,
    ...aPatient(1),
    ...aPatient(2, { clinic_id: 'c2' }),
    ...aPatient(3, { clinic_id: 'c2' }),
    storing('meetings'),
    storing('meetings', { meeting_id: 'm2', clinic_id: 'c3' }),
  )
  const { meetings } = await dossier('p1')
  expect(meetings.map(({ time_zone }) => time_zone)).toEqual([zones.c2, zones.c3])
})

test('a meeting tells for how long cases were reviewed wholly inside it', async () => {
  const review = (activity_id: string, started_at: string, ended_at: string, more: object = {}) =>
    storing('activities', { activity_id, started_at, ended_at, kind: 'case_review', ...more })
  const { dossier } = await registryWith(
    ...clinics,
    ...aPatient(1),
    ...aPatient(2, { clinic_id: 'c2' }),
    storing('meetings', { clinic_id: 'c1' }),
    storing('meetings', { meeting_id: 'm2', clinic_id: 'c1', ended_at: null }),
    review('whole', '2026-02-04T12:00', '2026-02-04T12:10'),
    review('across', '2026-02-04T12:55', '2026-02-04T13:00:01'),
    review('theirs', '2026-02-04T09:30', '2026-02-04T09:35:30', { patient_id: 'p2' }),
    review('by offset', '2026-02-04T19:40+02:00', '2026-02-04T19:41+02:00'),
    review('another kind', '2026-02-04T12:20', '2026-02-04T12:30', { kind: 'follow_up' }),
  )
  const { meetings } = await dossier('p1')
  expect(meetings.map((meeting) => meeting.case_review_seconds)).toEqual([600 + 330 + 60, 0])
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

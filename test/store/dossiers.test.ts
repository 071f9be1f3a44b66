import { expect, test } from 'vitest'
import { calendarDay, calendarMonth } from '../../server/domain/calendar.ts'
import type { Choice } from '../../server/domain/registry.ts'
import { aPatient, storing } from '../support/rows.ts'
import { at, clinics, registryWith, zones } from './support/registry-with.ts'

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

test('a dossier carries every number of the site, whoever it is of', async () => {
  const { dossier } = await registryWith(
    storing('site_numbers', { effective_from: '2027-01-01', value: 14 }),
    storing('site_numbers', { value: 21 }),
    ...aPatient(1),
  )
  const said = { name: 'measure_every', reason: 'the clinical lead' }
  expect((await dossier('p1')).site_numbers).toEqual([
    { ...said, effective_from: '2026-02-01', value: 21 },
    { ...said, effective_from: '2027-01-01', value: 14 },
  ])
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

test('a meeting of a care manager without patients is where all clinics are', async () => {
  const covering = [
    storing('staff', { staff_id: 'cm2', role: 'care_manager' }),
    ...aPatient(1),
    storing('meetings', { care_manager_id: 'cm2' }),
    storing('activities', {
      staff_id: 'cm2',
      kind: 'case_review',
      started_at: '2026-02-04T12:00',
      ended_at: '2026-02-04T12:40',
    }),
  ]
  const { dossier } = await registryWith(...covering)
  expect((await dossier('p1')).meetings.map(({ time_zone }) => time_zone)).toEqual([zones.c1])
  const { dossier: among } = await registryWith(...clinics, ...covering)
  expect((await among('p1')).meetings).toEqual([]) // by which clock it was held, nothing tells
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

test('a meeting of a care manager off the team is told where this patient was reviewed in it', async () => {
  const cover = { care_manager_id: 'cm2', clinic_id: 'c1' }
  const { dossier } = await registryWith(
    ...clinics,
    storing('staff', { staff_id: 'cm2', role: 'care_manager' }),
    ...aPatient(1),
    ...aPatient(2, { staff_id: 'cm2' }),
    storing('meetings', cover),
    storing('meetings', {
      ...cover,
      meeting_id: 'm2',
      started_at: '2026-02-11T12:00',
      ended_at: '2026-02-11T13:00',
    }),
    ...['p1', 'p2'].map((patient_id) =>
      storing('activities', {
        activity_id: `review of ${patient_id}`,
        patient_id,
        staff_id: 'cm2',
        started_at: '2026-02-04T12:00',
        ended_at: '2026-02-04T12:40',
        kind: 'case_review',
      }),
    ),
  )
  const told = async (patient: string) =>
    (await dossier(patient)).meetings.map((one) => [one.meeting_id, one.case_review_seconds])
  expect(await told('p1')).toEqual([['m1', 2 * 40 * 60]])
  expect(await told('p2')).toEqual([
    ['m1', 2 * 40 * 60],
    ['m2', 0],
  ])
})

/** Corners of time: bands that late time would reach, and bookings (billing.md 4). */
import { bySocialWorker, general, initial, policy, subsequent } from './case.ts'
import { entry } from './corners-of-time.ts'
import { activity, type Given } from './rows.ts'
import { type Scenario, scenario } from './scenario.ts'
import { add, all, busy, type Change, drop } from './story.ts'

const late = (minutes: number, more: Given<'activities'> = {}): Change =>
  add(
    'activities',
    activity('follow_up', '2026-06-15T10:00', minutes, {
      recorded_at: '2026-07-15T10:00',
      ...more,
    }),
  )

const lateBands: readonly Scenario[] = [
  scenario('late time that would reach 99493 from G2214 holds', subsequent(20, late(11)), {
    h: 'time-recorded-late',
    m: 20,
    proposed: '99493',
  }),
  scenario('late time one minute short of 99493 does not hold G2214', subsequent(20, late(10)), {
    b: 'G2214',
    m: 20,
    notes: 'g2214-minimum-disputed',
  }),
  scenario('seconds of late time count towards the band', subsequent(1859 / 60, late(1 / 60)), {
    h: 'time-recorded-late',
    m: 30,
    proposed: '99493',
  }),
  scenario(
    'where G2214 is not covered, late time up to 30 reaches nothing',
    subsequent(16, policy({ g2214_covered: false }), late(14)),
    { n: 'below-minimum', m: 16, excluded: { late: 840 } },
  ),
  scenario(
    'late time towards the full 60 minutes of G0512',
    subsequent(
      { minutes: 50, month: '2025-11', clinic: 'fqhc' },
      late(10, {
        started_at: '2025-11-15T10:00',
        ended_at: '2025-11-15T10:10',
        recorded_at: '2025-12-15T10:00',
      }),
    ),
    { h: 'time-recorded-late', m: 50, proposed: 'G0512' },
  ),
  scenario(
    'late time beyond G0512 reaches nothing more',
    subsequent(
      { minutes: 62, month: '2025-11', clinic: 'fqhc' },
      late(60, {
        started_at: '2025-11-15T10:00',
        ended_at: '2025-11-15T11:00',
        recorded_at: '2025-12-15T10:00',
      }),
    ),
    { b: 'G0512', m: 62 },
  ),
  scenario(
    'late time beyond 99484 reaches nothing more',
    general(20, late(120, { staff_id: 'cs1' })),
    { b: '99484', m: 20 },
  ),
  scenario(
    'late time of a nurse is another role in collaborative care, and holds nothing',
    subsequent(20, late(30, { staff_id: 'cs1' })),
    { b: 'G2214', m: 20, notes: 'g2214-minimum-disputed', excluded: { 'other-role': 1800 } },
  ),
  scenario(
    'an initial month at G2214 with late time that would reach 99492 has the list of 99492',
    initial(20, late(20), drop('care_plans')),
    { h: 'time-recorded-late treatment-plan-missing', m: 20, proposed: '99492' },
    'reading chosen: the list of the code that the late time would reach, here too; other ' +
      'reading: a band is reached, so that the list of G2214 (99493) is the one',
  ),
  scenario(
    'late time under APCM towards the first minute: the list of G0568',
    initial(
      0,
      add('services', { code: 'G0556', service_on: '2026-06-30' }),
      late(5, { kind: 'brief_intervention', technique: 'cognitive' }),
      add('activities', activity('assessment', '2026-06-16T10:00', 5, { staff_id: 'cs1' })),
    ),
    { h: 'time-recorded-late', m: 0, proposed: 'G0568' },
  ),
]

const others: readonly Scenario[] = [
  scenario(
    'double booking of a nurse whose time does not count here holds too',
    subsequent(
      40,
      entry('2026-06-15T10:00', '2026-06-15T10:20', { staff_id: 'cs1' }),
      busy('2026-06-15T10:10', '2026-06-15T10:30', { staff_id: 'cs1' }),
    ),
    { h: 'staff-double-booked', m: 40 },
  ),
  scenario(
    'double booking of an unanswered call holds too',
    subsequent(
      40,
      entry('2026-06-15T10:00', '2026-06-15T10:20', { kind: 'outreach', reached: false }),
      busy('2026-06-15T10:10', '2026-06-15T10:30'),
    ),
    { h: 'staff-double-booked', m: 40 },
  ),
  scenario(
    'double booking holds a claim of G0323',
    bySocialWorker(20, busy('2026-06-03T09:01', '2026-06-03T09:05', { staff_id: 'bp-csw' })),
    { h: 'staff-double-booked', m: 20 },
  ),
  scenario(
    'double booking holds an add-on code of APCM',
    subsequent(
      12,
      add('services', { code: 'G0556', service_on: '2026-06-30' }),
      busy('2026-06-03T09:01', '2026-06-03T09:02'),
    ),
    { h: 'staff-double-booked', m: 12, proposed: 'G0569' },
  ),
  scenario(
    "time between two episodes is nobody's",
    subsequent(
      40,
      all(
        add('episodes', {
          episode_id: 'old',
          referred_on: '2025-01-01',
          enrolled_on: '2025-01-01',
          closed_on: '2025-06-30',
          close_reason: 'goals_met',
        }),
        add('activities', activity('follow_up', '2026-03-15T10:00', 40)),
      ),
    ),
    { b: '99493', m: 40 },
  ),
  scenario(
    'an entry of eight hours counts as any other',
    subsequent(30, entry('2026-06-15T09:00', '2026-06-15T17:00')),
    { b: '99493 99494x4', m: 510, notes: 'add-on-capped' },
  ),
  scenario(
    'three entries of which the middle one joins the others count as one stretch',
    subsequent(
      30,
      entry('2026-06-15T10:00', '2026-06-15T10:10'),
      entry('2026-06-15T10:20', '2026-06-15T10:30', { activity_id: 'y' }),
      entry('2026-06-15T10:05', '2026-06-15T10:25', { activity_id: 'z', staff_id: 'cm2' }),
    ),
    { b: '99493', m: 60, excluded: { overlap: 600 } },
  ),
]

export const lateBandsAndBookings: readonly Scenario[] = [...lateBands, ...others]

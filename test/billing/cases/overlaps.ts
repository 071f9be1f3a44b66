/** Time that counts once, and double booking (billing.md 4). */
import { general, subsequent } from './case.ts'
import { activity, type Given } from './rows.ts'
import { type Expected, type Scenario, scenario } from './scenario.ts'
import { add, all, amend, busy, type Change } from './story.ts'

/** An entry on 15 June from so many minutes after ten, that took so many. */
export const at = (after: number, minutes: number, more: Given<'activities'> = {}): Change => {
  const clock = `${10 + Math.floor(after / 60)}:${String(after % 60).padStart(2, '0')}`
  const id = `x${clock}${more.staff_id ?? ''}${more.kind ?? ''}`.replaceAll(':', '')
  const kind = more.kind ?? 'follow_up'
  return add(
    'activities',
    activity(kind, `2026-06-15T${clock}:00`, minutes, { activity_id: id, ...more }),
  )
}

const overlapped = (m: number, seconds: number, b = '99493'): Expected => ({
  b,
  m,
  excluded: { overlap: seconds },
})

const unions: readonly Scenario[] = [
  scenario(
    'two entries of one person that overlap count once',
    subsequent(30, at(0, 20), at(10, 20)),
    overlapped(60, 600),
  ),
  scenario(
    'two care managers at the same time count once',
    subsequent(30, at(0, 20), at(0, 20, { staff_id: 'cm2' })),
    overlapped(50, 1200),
  ),
  scenario(
    'an entry inside another adds nothing',
    subsequent(30, at(0, 30), at(10, 10, { staff_id: 'cm2' })),
    overlapped(60, 600),
  ),
  scenario(
    'a longer entry around a shorter one adds its two ends',
    subsequent(30, at(10, 10), at(0, 30, { staff_id: 'cm2' })),
    overlapped(60, 600),
  ),
  scenario(
    'three entries at once count once',
    subsequent(30, at(0, 20), at(5, 20, { staff_id: 'cm2' }), at(10, 20, { kind: 'registry' })),
    overlapped(60, 1800),
  ),
  scenario(
    'an entry that begins when another ends does not overlap',
    subsequent(30, at(0, 10), at(10, 10)),
    { b: '99493', m: 50, excluded: {} },
  ),
  scenario(
    'one second of overlap costs one second',
    subsequent(
      30,
      at(0, 10),
      at(10, 10, { started_at: '2026-06-15T10:09:59', ended_at: '2026-06-15T10:11:00' }),
    ),
    { b: '99493', m: 41, excluded: { overlap: 1 } },
  ),
  scenario(
    'clerical work does not take the time of a call',
    subsequent(30, at(0, 20, { kind: 'clerical' }), at(0, 20, { staff_id: 'cm2' })),
    { b: '99493', m: 50, excluded: { clerical: 1200 } },
  ),
  scenario(
    'unqualified staff do not take the time of a care manager',
    subsequent(
      30,
      amend('staff', { qualification: null }, ({ staff_id }) => staff_id === 'cm2'),
      at(0, 20, { staff_id: 'cm2' }),
      at(5, 20),
    ),
    { b: '99493', m: 50, excluded: { 'unqualified-staff': 1200 } },
  ),
  scenario(
    'the consultant with the care manager: the care manager counts',
    subsequent(30, at(0, 20, { staff_id: 'pc1', kind: 'consultation' }), at(0, 20)),
    { b: '99493', m: 50, excluded: { 'consultant-time': 1200 } },
  ),
  scenario(
    'general BHI: nurse and practitioner at the same time count once',
    general(20, at(0, 20, { staff_id: 'cs1' }), at(10, 20, { staff_id: 'bp1' })),
    overlapped(50, 600, '99484'),
  ),
]

const doubleBooked = (m: number): Expected => ({ h: 'staff-double-booked', m })

const bookings: readonly Scenario[] = [
  scenario(
    'the same person at the same time for another patient holds',
    subsequent(40, busy('2026-06-03T09:10', '2026-06-03T09:30')),
    doubleBooked(40),
  ),
  scenario(
    'one second of double booking holds',
    subsequent(40, busy('2026-06-03T09:19:59', '2026-06-03T09:40')),
    doubleBooked(40),
  ),
  scenario(
    'the next patient right after is in order',
    subsequent(40, busy('2026-06-03T09:20', '2026-06-03T09:40')),
    { b: '99493', m: 40 },
  ),
  scenario(
    'whatever the kind: clerical work for the other patient',
    subsequent(40, busy('2026-06-03T09:10', '2026-06-03T09:30', { kind: 'clerical' })),
    doubleBooked(40),
  ),
  scenario(
    'whatever the kind: clerical work for this patient',
    subsequent(40, at(0, 20, { kind: 'clerical' }), busy('2026-06-15T10:10', '2026-06-15T10:15')),
    doubleBooked(40),
  ),
  scenario(
    'any person: the consultant',
    subsequent(
      40,
      at(0, 20, { kind: 'consultation', staff_id: 'pc1' }),
      busy('2026-06-15T10:10', '2026-06-15T10:15', { staff_id: 'pc1', kind: 'consultation' }),
    ),
    doubleBooked(40),
  ),
  scenario(
    'another person at the same time for another patient is in order',
    subsequent(40, busy('2026-06-03T09:10', '2026-06-03T09:30', { staff_id: 'cm2' })),
    { b: '99493', m: 40 },
  ),
  scenario(
    'double booking below every band is told beside below-minimum',
    subsequent(10, busy('2026-06-03T09:01', '2026-06-03T09:02')),
    { n: 'below-minimum staff-double-booked', m: 10 },
  ),
  scenario(
    'double booking in the month before does not hold this one',
    subsequent(40, busy('2026-04-03T09:10', '2026-04-03T09:20')),
    { b: '99493', m: 40 },
  ),
  scenario(
    'an overlap after midnight of the last day belongs to the next month',
    subsequent(
      40,
      at(0, 20, { started_at: '2026-06-30T23:50', ended_at: '2026-07-01T00:10' }),
      busy('2026-07-01T00:05', '2026-07-01T00:20'),
    ),
    { b: '99493', m: 50 },
  ),
  scenario(
    'an overlap before midnight of the last day holds',
    subsequent(
      40,
      at(0, 20, { started_at: '2026-06-30T23:50', ended_at: '2026-07-01T00:10' }),
      busy('2026-06-30T23:55', '2026-07-01T00:20'),
    ),
    doubleBooked(50),
  ),
  scenario(
    'general BHI is held for double booking too',
    general(20, busy('2026-06-03T09:01', '2026-06-03T09:05', { staff_id: 'cs1' })),
    doubleBooked(20),
  ),
  scenario(
    'two entries of one person for one patient are an overlap, not double booking',
    subsequent(30, all(at(0, 20), at(0, 20, { kind: 'registry' }))),
    overlapped(50, 1200),
  ),
]

export const overlaps: readonly Scenario[] = [...unions, ...bookings]

/** Time that counts once, late time, over-allocated meetings and double booking (billing.md 4). */
import { general, initial, policy, subsequent } from './case.ts'
import { activity, type Given } from './rows.ts'
import { type Expected, type Scenario, scenario } from './scenario.ts'
import { add, all, amend, busy, type Change, drop, reviewedElsewhere } from './story.ts'

/** An entry on 15 June from so many minutes after ten, that took so many. */
const at = (after: number, minutes: number, more: Given<'activities'> = {}): Change => {
  const clock = `${10 + Math.floor(after / 60)}:${String(after % 60).padStart(2, '0')}`
  const id = `x${clock}${more.staff_id ?? ''}${more.kind ?? ''}`.replaceAll(':', '')
  const kind = more.kind ?? 'follow_up'
  return add(
    'activities',
    activity(kind, `2026-06-15T${clock}:00`, minutes, { activity_id: id, ...more }),
  )
}
const late = { recorded_at: '2026-07-05T10:00' }
const attested = {
  attested_by: 'cm1',
  attested_at: '2026-07-06T10:00',
  attest_reason: 'the laptop was stolen',
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

const lateness: readonly Scenario[] = [
  scenario(
    'recorded seven days after it ended, to the second: not late',
    subsequent(20, at(0, 20, { recorded_at: '2026-06-22T10:20:00' })),
    { b: '99493', m: 40 },
  ),
  scenario(
    'recorded a second after seven days: late',
    subsequent(20, at(0, 20, { recorded_at: '2026-06-22T10:20:01' })),
    { h: 'time-recorded-late', m: 20, excluded: { late: 1200 }, proposed: '99493' },
  ),
  scenario('late and attested counts', subsequent(20, at(0, 20, { ...late, ...attested })), {
    b: '99493',
    m: 40,
    excluded: {},
  }),
  ...(['attested_by', 'attested_at', 'attest_reason'] as const).map((column) =>
    scenario(
      `an attestation without ${column} is none`,
      subsequent(20, at(0, 20, { ...late, ...attested, [column]: null })),
      { h: 'time-recorded-late', m: 20, excluded: { late: 1200 } },
    ),
  ),
  scenario('late time that reaches no higher band does not hold', subsequent(40, at(0, 20, late)), {
    b: '99493',
    m: 40,
    excluded: { late: 1200 },
  }),
  scenario('late time that would reach an add-on holds', subsequent(75, at(0, 1, late)), {
    h: 'time-recorded-late',
    m: 75,
    proposed: '99493 99494',
  }),
  scenario('late time beyond the cap does not hold', subsequent(170, at(0, 40, late)), {
    b: '99493 99494x4',
    m: 170,
  }),
  scenario(
    'with a cap of none, late time for an add-on does not hold',
    subsequent(70, policy({ add_on_cap: 0 }), at(0, 20, late)),
    { b: '99493', m: 70 },
  ),
  scenario(
    'late time holds also where what counts is below every band',
    subsequent(10, at(0, 10, late)),
    { h: 'time-recorded-late', m: 10, proposed: 'G2214' },
  ),
  scenario(
    'late time that with the rest stays below every band is below-minimum',
    subsequent(10, at(0, 5, late)),
    { n: 'below-minimum', m: 10, excluded: { late: 300 } },
  ),
  scenario('all of the time is late', subsequent(0, at(0, 40, late)), {
    h: 'time-recorded-late brief-intervention-missing',
    m: 0,
  }),
  scenario(
    'late and overlapping timely time: the overlap is no late time',
    subsequent(20, at(0, 20, late), at(5, 15, { staff_id: 'cm2' })),
    { b: '99493', m: 35, excluded: { overlap: 900, late: 300 } },
  ),
  scenario(
    'late time that overlaps timely time altogether cannot lift the claim',
    subsequent(55, at(0, 20, late), at(0, 20, { staff_id: 'cm2' })),
    { b: '99493', m: 75, excluded: { overlap: 1200 } },
  ),
  scenario(
    'two late entries at the same time would lift the claim only once',
    subsequent(60, at(0, 15, late), at(0, 15, { ...late, staff_id: 'cm2' })),
    { b: '99493', m: 60 },
  ),
  scenario(
    'late time of the month before does not hold this one',
    subsequent(
      60,
      add('activities', activity('follow_up', '2026-05-15T10:00:00', 60, { ...late })),
    ),
    { b: '99493', m: 60 },
  ),
  scenario('late time of general BHI holds', general(10, at(0, 10, { ...late, staff_id: 'cs1' })), {
    h: 'time-recorded-late',
    m: 10,
    proposed: '99484',
  }),
  scenario(
    'an initial month below its band is judged by the list of the code late time would reach',
    initial(10, at(0, 30, late), drop('care_plans')),
    { h: 'time-recorded-late treatment-plan-missing', m: 10, proposed: '99492' },
  ),
]

/** An entry inside the meeting of 10 June, 12:00 to 12:50, from so many minutes after twelve. */
const inMeeting = (after: number, minutes: number, more: Given<'activities'> = {}): Change =>
  add(
    'activities',
    activity('case_review', `2026-06-10T12:${String(after).padStart(2, '0')}:00`, minutes, {
      activity_id: `r${after}`,
      ...more,
    }),
  )
const others = (minutes: number) => reviewedElsewhere('m-2026-06-10', minutes)

const meetings: readonly Scenario[] = [
  scenario(
    'reviews that fill a meeting exactly count',
    subsequent(20, inMeeting(0, 20), others(30)),
    { b: '99493', m: 40, excluded: {} },
  ),
  scenario(
    'reviews of all patients that exceed the meeting are excluded and hold',
    subsequent(20, inMeeting(0, 20), others(31)),
    { h: 'over-allocated', m: 20, excluded: { 'over-allocated': 1200 }, proposed: '99493' },
  ),
  scenario(
    'over-allocated time that reaches no higher band does not hold',
    subsequent(40, inMeeting(0, 20), others(31)),
    { b: '99493', m: 40, excluded: { 'over-allocated': 1200 } },
  ),
  scenario(
    'all reviews inside the meeting are excluded, not only what exceeds',
    subsequent(40, inMeeting(0, 20), inMeeting(20, 10), others(31)),
    { b: '99493', m: 40, excluded: { 'over-allocated': 1800 } },
  ),
  scenario(
    'a review that begins before the meeting is not wholly inside',
    subsequent(20, inMeeting(0, 20, { started_at: '2026-06-10T11:59:00' }), others(50)),
    { b: '99493', m: 41, excluded: {} },
  ),
  scenario(
    'another kind inside the meeting is not a review',
    subsequent(20, inMeeting(0, 20, { kind: 'registry' }), others(51)),
    { b: '99493', m: 40, excluded: {} },
  ),
  scenario(
    "another care manager's review is not of this meeting",
    subsequent(20, inMeeting(0, 20, { staff_id: 'cm2' }), others(51)),
    { b: '99493', m: 40, excluded: {} },
  ),
  scenario(
    'over-allocated reviews at one time for two patients are not double booking',
    subsequent(
      40,
      inMeeting(0, 20),
      others(31),
      busy('2026-06-10T12:05', '2026-06-10T12:36', { kind: 'case_review' }),
    ),
    { b: '99493', m: 40, excluded: { 'over-allocated': 1200 } },
  ),
  scenario(
    'a call for another patient during an over-allocated review is double booking',
    subsequent(
      40,
      inMeeting(0, 20),
      others(31),
      busy('2026-06-10T12:05', '2026-06-10T12:15', { kind: 'follow_up' }),
    ),
    { h: 'staff-double-booked', m: 40 },
  ),
  scenario(
    'reviews at one time for two patients in a meeting that is not over-allocated',
    subsequent(
      40,
      inMeeting(0, 10),
      others(10),
      busy('2026-06-10T12:00', '2026-06-10T12:10', { kind: 'case_review' }),
    ),
    { h: 'staff-double-booked', m: 50 },
    'reading chosen: only over-allocated reviews are exempt; other reading: any two reviews ' +
      'inside one held meeting are exempt from staff-double-booked',
  ),
  scenario(
    'late and over-allocated time together reach what neither reaches alone',
    subsequent(60, at(0, 8, late), inMeeting(0, 8), others(43)),
    { h: 'over-allocated time-recorded-late', m: 60, proposed: '99493 99494' },
    'reading chosen: both kinds are added and both reasons given; other reading: each is tried ' +
      'alone, so that the month bills 99493',
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

export const overlaps: readonly Scenario[] = [...unions, ...lateness, ...meetings, ...bookings]

/** Reviews that exceed their meeting (billing.md 4 and 8). */
import { subsequent } from './case.ts'
import { at } from './overlaps.ts'
import { activity, type Given } from './rows.ts'
import { type Scenario, scenario } from './scenario.ts'
import { add, busy, type Change, reviewedElsewhere } from './story.ts'

const late = { recorded_at: '2026-07-05T10:00' }

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

export const overAllocated: readonly Scenario[] = [...meetings]

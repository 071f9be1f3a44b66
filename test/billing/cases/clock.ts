/** Calendar months, midnights, zones and clock changes (billing.md 4, bundle.md). */
import { initial, subsequent } from './case.ts'
import { activity, type Given } from './rows.ts'
import { type Scenario, scenario } from './scenario.ts'
import { add, amend, type Change } from './story.ts'

/** An entry from one local time to another. */
const entry = (started_at: string, ended_at: string, more: Given<'activities'> = {}): Change =>
  add('activities', {
    ...activity('follow_up', '2026-06-15T10:00', 1),
    activity_id: 'x',
    ...more,
    started_at,
    ended_at,
  })
const zone = (time_zone: string): Change => amend('clinics', { time_zone })

const midnights: readonly Scenario[] = [
  scenario(
    'an entry across the midnight that ends June gives June its part',
    subsequent(20, entry('2026-06-30T23:49', '2026-07-01T00:20')),
    { b: '99493', m: 31, excluded: { 'other-month': 1200 } },
  ),
  scenario(
    'an entry across the midnight that begins June gives June its part',
    subsequent(20, entry('2026-05-31T23:40', '2026-06-01T00:11')),
    { b: '99493', m: 31, excluded: { 'other-month': 1200 } },
  ),
  scenario(
    'an entry that ends at the midnight that begins June gives June nothing',
    subsequent(30, entry('2026-05-31T23:00', '2026-06-01T00:00')),
    { b: 'G2214', m: 30 },
  ),
  scenario(
    'an entry that begins at the midnight that ends June gives June nothing',
    subsequent(30, entry('2026-07-01T00:00', '2026-07-01T01:00')),
    { b: 'G2214', m: 30 },
  ),
  scenario(
    'seconds across midnight are split exactly',
    subsequent(30, entry('2026-06-30T23:59:01', '2026-07-01T00:00:59')),
    { b: 'G2214', m: 30, excluded: { 'other-month': 59 } },
  ),
  scenario(
    'one second less at midnight is enough',
    subsequent(30, entry('2026-06-30T23:59:00', '2026-07-01T00:00:59')),
    { b: '99493', m: 31, excluded: { 'other-month': 59 } },
  ),
  scenario(
    'clerical work across the midnight is split too: other-month first',
    subsequent(40, entry('2026-06-30T23:50', '2026-07-01T00:10', { kind: 'clerical' })),
    { b: '99493', m: 40, excluded: { 'other-month': 600, clerical: 600 } },
  ),
  scenario(
    'an entry across the midnight that begins June, before the consent of that morning',
    initial(40, entry('2026-05-31T23:50', '2026-06-01T00:10'), amendTeam),
    { b: '99492', m: 40, excluded: { 'other-month': 600, 'before-consent': 600 } },
  ),
  scenario(
    'a leap day belongs to February',
    subsequent(
      { minutes: 20, month: '2028-02' },
      entry('2028-02-29T23:49', '2028-03-01T00:20', { recorded_at: '2028-03-01T00:20' }),
    ),
    { b: '99493', m: 31, s: '2028-02-29', excluded: { 'other-month': 1200 } },
  ),
]

const clockChanges: readonly Scenario[] = [
  scenario(
    'March: from 01:30 to 03:30 over the skipped hour is one hour',
    subsequent({ minutes: 30, month: '2026-03' }, entry('2026-03-08T01:30', '2026-03-08T03:30')),
    { b: '99493 99494', m: 90 },
  ),
  scenario(
    'November: from 00:30 to 02:30 over the doubled hour is three hours',
    subsequent({ minutes: 30, month: '2026-11' }, entry('2026-11-01T00:30', '2026-11-01T02:30')),
    { b: '99493 99494x4', m: 210, notes: 'add-on-capped' },
  ),
  scenario(
    'November: an ambiguous 01:30 is the first, so to 02:00 is an hour and a half',
    subsequent({ minutes: 20, month: '2026-11' }, entry('2026-11-01T01:30', '2026-11-01T02:00')),
    { b: '99493 99494x2', m: 110 },
  ),
  scenario(
    'November: the second 01:30 is written with its offset',
    subsequent(
      { minutes: 20, month: '2026-11' },
      entry('2026-11-01T01:30', '2026-11-01T01:41-05:00'),
    ),
    { b: '99493 99494', m: 91 },
  ),
  scenario(
    'November: begun and ended in the second hour',
    subsequent(
      { minutes: 20, month: '2026-11' },
      entry('2026-11-01T01:30-05:00', '2026-11-01T01:41-05:00'),
    ),
    { b: '99493', m: 31 },
  ),
  scenario(
    'November: entries at the same wall-clock time in both hours do not overlap',
    subsequent(
      { minutes: 20, month: '2026-11' },
      entry('2026-11-01T01:30', '2026-11-01T01:41'),
      entry('2026-11-01T01:30-05:00', '2026-11-01T01:41-05:00', { activity_id: 'y' }),
    ),
    { b: '99493', m: 42, excluded: {} },
  ),
  scenario(
    'November in Arizona has no clock change',
    subsequent(
      { minutes: 30, month: '2026-11' },
      zone('America/Phoenix'),
      entry('2026-11-01T00:30', '2026-11-01T02:30'),
    ),
    { b: '99493 99494x3', m: 150 },
  ),
  scenario(
    'half-hour zones split at their own midnight',
    subsequent(20, zone('Asia/Kolkata'), entry('2026-06-30T23:49', '2026-07-01T00:20')),
    { b: '99493', m: 31, excluded: { 'other-month': 1200 } },
  ),
  scenario(
    'a month of Honolulu ends at midnight in Honolulu',
    subsequent(20, zone('Pacific/Honolulu'), entry('2026-06-30T20:00', '2026-06-30T20:11')),
    { b: '99493', m: 31, excluded: {} },
  ),
  scenario(
    'Europe changes its clocks on other days',
    subsequent(
      { minutes: 20, month: '2026-03' },
      zone('Europe/Berlin'),
      entry('2026-03-29T01:30', '2026-03-29T03:30'),
    ),
    { b: '99493 99494', m: 80 },
  ),
]

function amendTeam(story: Parameters<Change>[0]): ReturnType<Change> {
  return amend('episodes', { referred_on: '2026-05-31', enrolled_on: '2026-05-31' })(
    amend('care_team', { starts_on: '2026-05-31' })(story),
  )
}

export const clock: readonly Scenario[] = [...midnights, ...clockChanges]

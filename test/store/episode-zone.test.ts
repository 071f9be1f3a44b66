/** Where a patient's local times are. */
import { expect, test } from 'vitest'
import { calendarDay } from '../../server/domain/calendar.ts'
import { type Whereabouts, zoneOn } from '../../server/domain/episode-zone.ts'
import type { TimeZone } from '../../server/domain/zone.ts'

const clinics = ['New_York', 'Chicago', 'Denver'].map((place) => ({
  clinic_id: place,
  time_zone: `America/${place}` as TimeZone, // known to every runtime
}))
const episode = (clinic_id: string, referred: string, closed: string | null) => ({
  episode_id: `${clinic_id}-${referred}`,
  clinic_id,
  referred_on: calendarDay(referred),
  closed_on: closed === null ? null : calendarDay(closed),
})
const moved: Whereabouts = {
  clinics,
  episodes: [
    episode('New_York', '2025-01-10', '2025-03-31'),
    episode('Chicago', '2025-06-01', '2025-09-30'),
    episode('Denver', '2025-09-30', null),
  ],
}

test.for([
  ['before all care', '2024-12-31', 'New_York'],
  ['on the day of referral', '2025-01-10', 'New_York'],
  ['on the day of closing', '2025-03-31', 'New_York'],
  ['in a gap, nearer to the end of the one', '2025-04-15', 'New_York'],
  ['in a gap, nearer to the beginning of the next', '2025-05-20', 'Chicago'],
  ['in a gap, as near to both: the later', '2025-05-01', 'Chicago'],
  ['in the next', '2025-06-01', 'Chicago'],
  ['on a day of two: the one referred last', '2025-09-30', 'Denver'],
  ['ever after', '2027-01-01', 'Denver'],
] as const)('%s', ([, day, place]) => {
  expect(zoneOn(moved, calendarDay(day))).toBe(`America/${place}`)
  const backwards = { ...moved, episodes: moved.episodes.toReversed() }
  expect(zoneOn(backwards, calendarDay(day))).toBe(`America/${place}`)
})

test('a single day nearer is nearer', () => {
  const [first, ...later] = moved.episodes
  const longer = { ...first!, closed_on: calendarDay('2025-04-01') }
  const episodes = [...later, longer]
  expect(zoneOn({ clinics, episodes }, calendarDay('2025-05-01'))).toBe('America/New_York')
  expect(zoneOn({ clinics, episodes }, calendarDay('2025-05-02'))).toBe('America/Chicago')
})

test('a patient who was never enrolled was never anywhere', () => {
  expect(zoneOn({ clinics, episodes: [] }, calendarDay('2025-01-01'))).toBe('UTC')
})

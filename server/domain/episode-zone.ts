/** Where a patient's local times are: in the clinic of the episode open on that day. */
import { type CalendarDay, daysBetween } from './calendar.ts'
import type { Clinic, Episode } from './records/index.ts'
import type { TimeZone } from './zone.ts'

/** What is needed of a dossier to know its clinic on a day. */
export interface Whereabouts {
  readonly episodes: readonly Pick<
    Episode,
    'episode_id' | 'clinic_id' | 'referred_on' | 'closed_on'
  >[]
  readonly clinics: readonly Pick<Clinic, 'clinic_id' | 'time_zone'>[]
}

/**
 * The zone of a patient's row on a day (bundle.md, Keys): that of the clinic of the episode open on
 * that day, else of the nearest one. Of several the one referred last, then the greater id, counts.
 * A patient without any episode was never anywhere; their times are read as UTC.
 */
export function zoneOn({ episodes, clinics }: Whereabouts, day: CalendarDay): TimeZone {
  let nearest = episodes[0]
  for (const episode of episodes.slice(1))
    if (nearest && isNearer(episode, nearest, day)) nearest = episode
  const clinic = clinics.find(({ clinic_id }) => clinic_id === nearest?.clinic_id)
  return clinic?.time_zone ?? utc
}

const utc = 'UTC' as TimeZone // known to every runtime

type Span = Whereabouts['episodes'][number]

const isNearer = (a: Span, b: Span, day: CalendarDay): boolean => {
  const difference = distance(a, day) - distance(b, day)
  if (difference !== 0) return difference < 0
  if (a.referred_on !== b.referred_on) return a.referred_on > b.referred_on
  return a.episode_id > b.episode_id
}

/** Days between a day and an episode; 0 while it is open, its first and last day included. */
function distance({ referred_on, closed_on }: Span, day: CalendarDay): number {
  if (day < referred_on) return daysBetween(day, referred_on)
  return closed_on !== null && day > closed_on ? daysBetween(closed_on, day) : 0
}

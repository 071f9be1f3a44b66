/**
 * What ties a patient's dossier to rows of others: the time of the same staff, and the meetings of
 * their care managers. Who is tied is found with a margin; nobody who is tied is missed.
 */
import type { Dossier } from '../domain/dossier.ts'
import type { Activity } from '../domain/records/index.ts'
import { isPlain, wallSeconds } from '../domain/zone.ts'

/** A stretch of somebody's time by the clock on the wall, in seconds. */
export interface WallTime {
  readonly staff_id: string
  readonly from: number
  readonly to: number
  /** Written without an offset. */
  readonly plain: boolean
}

export interface Ties {
  /** By staff: when each stretch begins and ends, one after the other; numbers are small to keep. */
  readonly time: ReadonlyMap<string, Float64Array>
  readonly care_managers: ReadonlySet<string>
}

export function tiesOf({ activities, care_team }: Dossier): Ties {
  const edges = new Map<string, number[]>()
  for (const { staff_id, from, to, plain } of activities.map(wallTimeOf)) {
    // a stretch with an offset may be far from where it is written: it is kept as wide as that
    const more = plain ? 0 : anywhere
    const theirs = edges.get(staff_id) ?? []
    theirs.push(from - more, to + more)
    edges.set(staff_id, theirs)
  }
  const time = new Map([...edges].map(([staff_id, all]) => [staff_id, Float64Array.from(all)]))
  // a care manager's meetings are tied to their own patients, and to whoever else they reviewed
  const care_managers = new Set<string>(
    activities.filter(({ kind }) => kind === 'case_review').map(({ staff_id }) => staff_id),
  )
  for (const { role, staff_id } of care_team)
    if (role === 'care_manager') care_managers.add(staff_id)
  return { time, care_managers }
}

/** Everybody whose time or meetings a patient is tied to. */
export const tiedTo = ({ time, care_managers }: Ties): readonly string[] => [
  ...new Set([...time.keys(), ...care_managers]),
]

export const wallTimeOf = ({
  staff_id,
  started_at,
  ended_at,
}: Pick<Activity, 'staff_id' | 'started_at' | 'ended_at'>): WallTime => ({
  staff_id,
  from: wallSeconds(started_at),
  to: wallSeconds(ended_at),
  plain: isPlain(started_at) && isPlain(ended_at),
})

/** Any two clocks on earth differ by no more than 26 hours. */
const anywhere = 28 * 3600

/**
 * Whether time may overlap time of the same staff among these ties.
 * @param slack seconds by which the clocks of the registry's clinics differ at most
 */
export function mayOverlap({ time }: Ties, other: WallTime, slack: number): boolean {
  const theirs = time.get(other.staff_id)
  if (!theirs) return false
  const margin = other.plain ? slack : anywhere
  for (let i = 0; i < theirs.length; i += 2)
    if (theirs[i]! < other.to + margin && other.from < theirs[i + 1]! + margin) return true
  return false
}

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
  readonly time: ReadonlyMap<string, readonly WallTime[]>
  readonly care_managers: ReadonlySet<string>
}

export function tiesOf({ activities, care_team }: Dossier): Ties {
  const time = new Map<string, WallTime[]>()
  for (const activity of activities) {
    const one = wallTimeOf(activity)
    const known = time.get(one.staff_id)
    if (known) known.push(one)
    else time.set(one.staff_id, [one])
  }
  // a care manager's meetings are tied to their own patients, and to whoever else they reviewed
  const care_managers = new Set<string>(
    activities.filter(({ kind }) => kind === 'case_review').map(({ staff_id }) => staff_id),
  )
  for (const { role, staff_id } of care_team)
    if (role === 'care_manager') care_managers.add(staff_id)
  return { time, care_managers }
}

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

/** Clocks of one zone differ by no more than a change of clocks, and a minute cut off. */
const withinZone = 2 * 3600
/** Any two clocks on earth differ by no more than 26 hours. */
const anywhere = 28 * 3600

/** Whether time may overlap time of the same staff among these ties. */
export function mayOverlap(ties: Ties, other: WallTime, oneZone: boolean): boolean {
  const theirs = ties.time.get(other.staff_id)
  if (!theirs) return false
  for (const one of theirs) {
    const margin = oneZone && one.plain && other.plain ? withinZone : anywhere
    if (one.from < other.to + margin && other.from < one.to + margin) return true
  }
  return false
}

/**
 * Stretches of staff's time as the table holds them, and which of them overlap. Local times are
 * compared first, as numbers; moments, which cost more, are made only of those that come close.
 */
import { overlaps } from '../../server/domain/intervals.ts'
import type { Activity } from '../../server/domain/records/index.ts'
import {
  isPlain,
  type Moment,
  momentOf,
  type TimeZone,
  wallSeconds,
} from '../../server/domain/zone.ts'
import type { ZoneAt } from './places.ts'

export type Worked = Pick<Activity, 'staff_id' | 'patient_id' | 'started_at' | 'ended_at' | 'kind'>

/** A stretch with what is needed to compare it. */
interface Stretch {
  readonly row: Worked
  readonly zone: TimeZone
  /** Its end's zone is its start's, and both are written without an offset. */
  readonly plain: boolean
  readonly from: number
  readonly to: number
  moments: { readonly from: Moment; readonly to: Moment } | undefined
}

function stretchOf(row: Worked, zoneAt: ZoneAt): Stretch {
  const zone = zoneAt(row.patient_id, row.started_at)
  const plain =
    isPlain(row.started_at) &&
    isPlain(row.ended_at) &&
    zone === zoneAt(row.patient_id, row.ended_at)
  const [from, to] = [wallSeconds(row.started_at), wallSeconds(row.ended_at)]
  return { row, zone, plain, from, to, moments: undefined }
}

export const momentsOf = (row: Worked, zoneAt: ZoneAt) => ({
  from: momentOf(row.started_at, zoneAt(row.patient_id, row.started_at)),
  to: momentOf(row.ended_at, zoneAt(row.patient_id, row.ended_at)),
})

function meet(a: Stretch, b: Stretch, zoneAt: ZoneAt): boolean {
  const comparable = a.plain && b.plain && a.zone === b.zone
  if (comparable && !(a.from < b.to && b.from < a.to)) return false
  a.moments ??= momentsOf(a.row, zoneAt)
  b.moments ??= momentsOf(b.row, zoneAt)
  return overlaps(a.moments, b.moments)
}

/** Calls back with every two stretches of one member of staff that overlap for two patients. */
export function eachOverlap(
  rows: readonly Worked[],
  zoneAt: ZoneAt,
  slack: number,
  found: (a: Worked, b: Worked) => void,
): void {
  const stretches = rows.map((row) => stretchOf(row, zoneAt)).sort((a, b) => a.from - b.from)
  // A written offset may be far from the clinic's own; such rows are few, and near everything.
  let near: Stretch[] = []
  const anywhere = stretches.filter(({ plain }) => !plain)
  const compare = (a: Stretch, b: Stretch) => {
    if (a.row.patient_id !== b.row.patient_id && meet(a, b, zoneAt)) found(a.row, b.row)
  }
  for (const [place, odd] of anywhere.entries())
    for (const other of anywhere.slice(place + 1)) compare(odd, other)
  for (const stretch of stretches) {
    if (!stretch.plain) continue
    near = near.filter(({ to }) => to + slack > stretch.from)
    for (const other of near) compare(other, stretch)
    for (const odd of anywhere) compare(odd, stretch)
    near.push(stretch)
  }
}

/** One read from beginning to end: its view, and what several patients of it have in common. */
import { clockSlack } from '../../server/domain/clock-slack.ts'
import type { CaseloadMeeting, Engagement } from '../../server/domain/dossier.ts'
import type { Clinic, Staff } from '../../server/domain/records/index.ts'
import type { TimeZone } from '../../server/domain/zone.ts'
import { type SiteRows, siteRows } from './site-rows.ts'
import { rowsBy, type View } from './view.ts'

export interface Run extends SiteRows {
  readonly view: View
  /** Whether it reads (nearly) everybody, so that a colleague's whole time is read just once. */
  readonly wide: boolean
  readonly zones: Zones
  readonly staff: Map<string, Staff>
  /** Meetings by care manager. */
  readonly meetings: Map<string, readonly CaseloadMeeting[]>
  /** Wide runs: staff whose time was gone through, and what was found for whom. */
  readonly goneThrough: Set<string>
  readonly engaged: Map<string, Set<Engagement>>
}

export async function runOn(view: View, wide: boolean): Promise<Run> {
  const site = await siteRows(view)
  return {
    view,
    wide,
    ...site,
    zones: zonesOf(site.clinics),
    staff: new Map(),
    meetings: new Map(),
    goneThrough: new Set(),
    engaged: new Map(),
  }
}

/** Where the registry's clinics are. */
export interface Zones {
  readonly of: ReadonlyMap<string, TimeZone>
  /** The zone of all clinics; undefined where they have several, or there are none. */
  readonly only: TimeZone | undefined
  /** Seconds by which their clocks differ at most, and some more. */
  readonly slack: number
}
const zonesKnown = new WeakMap<readonly Clinic[], Zones>()

function zonesOf(clinics: readonly Clinic[]): Zones {
  const known = zonesKnown.get(clinics)
  if (known) return known
  const zones = [...new Set(clinics.map(({ time_zone }) => time_zone))]
  const made: Zones = {
    of: new Map(clinics.map(({ clinic_id, time_zone }) => [clinic_id, time_zone])),
    only: zones.length === 1 ? zones[0] : undefined,
    slack: clockSlack(zones),
  }
  zonesKnown.set(clinics, made)
  return made
}

/** Members of staff by id, each read once a run. */
export async function staffNamed(run: Run, ids: ReadonlySet<string>): Promise<readonly Staff[]> {
  const missing = [...ids].filter((id) => !run.staff.has(id))
  const rows = await rowsBy(run.view, 'staff', 'staff_id', missing)
  for (const row of rows as unknown as readonly Staff[]) run.staff.set(row.staff_id, row) // of staff
  return [...ids].sort().flatMap((id) => run.staff.get(id) ?? [])
}

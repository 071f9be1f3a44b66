/** One read from beginning to end: its view, and what several patients of it have in common. */
import type { CaseloadMeeting, Engagement } from '../../server/domain/dossier.ts'
import type {
  Clinic,
  Payer,
  Policy,
  RecordName,
  RowOf,
  SiteNumber,
  Staff,
} from '../../server/domain/records/index.ts'
import { type LocalTime, momentOf, type TimeZone } from '../../server/domain/zone.ts'
import { pages } from './pages.ts'
import { rowsBy, type View } from './view.ts'

export interface Run {
  readonly view: View
  /** Whether it reads (nearly) everybody, so that a colleague's whole time is read just once. */
  readonly wide: boolean
  readonly clinics: readonly Clinic[]
  readonly payers: readonly Payer[]
  readonly policies: readonly Policy[]
  readonly site_numbers: readonly SiteNumber[]
  readonly staff: Map<string, Staff>
  /** Meetings by care manager. */
  readonly meetings: Map<string, readonly CaseloadMeeting[]>
  /** Wide runs: staff whose time was gone through, and what was found for whom. */
  readonly goneThrough: Set<string>
  readonly engaged: Map<string, Set<Engagement>>
  /** Seconds by which the clocks of the registry's clinics differ at most, and some more. */
  readonly slack: number
}

export async function runOn(view: View, wide: boolean): Promise<Run> {
  const clinics = await everyRow(view, 'clinics')
  return {
    view,
    wide,
    clinics,
    payers: await everyRow(view, 'payers'),
    policies: await everyRow(view, 'policies'),
    site_numbers: await everyRow(view, 'site_numbers'),
    staff: new Map(),
    meetings: new Map(),
    goneThrough: new Set(),
    engaged: new Map(),
    slack: slackOf(clinics.map(({ time_zone }) => time_zone)),
  }
}

/** All rows of one of the records that are few. */
async function everyRow<R extends RecordName>(view: View, name: R): Promise<readonly RowOf<R>[]> {
  const rows: unknown[] = []
  for await (const page of pages(view, name)) rows.push(...page)
  return rows as RowOf<R>[] // every page holds rows of this record
}

/** Two hours more than January and July show: for clock changes, and the years before. */
function slackOf(zones: readonly TimeZone[]): number {
  const hour = 3600
  const midnights = ['2026-01-01T00:00', '2026-07-01T00:00'] as LocalTime[]
  const offsets = [...new Set(zones)].flatMap((zone) =>
    midnights.map((midnight) => momentOf(midnight, zone) - Date.parse(`${midnight}Z`) / 1000),
  )
  if (offsets.length === 0) return 2 * hour
  return Math.max(...offsets) - Math.min(...offsets) + 2 * hour
}

/** Members of staff by id, each read once a run. */
export async function staffNamed(run: Run, ids: ReadonlySet<string>): Promise<readonly Staff[]> {
  const missing = [...ids].filter((id) => !run.staff.has(id))
  const rows = await rowsBy(run.view, 'staff', 'staff_id', missing)
  for (const row of rows as unknown as readonly Staff[]) run.staff.set(row.staff_id, row) // of staff
  return [...ids].sort().flatMap((id) => run.staff.get(id) ?? [])
}

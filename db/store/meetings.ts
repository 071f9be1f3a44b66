/** Meetings of care managers, with what a rule needs from outside the patient's chart. */

import { and, eq, sql } from 'drizzle-orm'
import { query } from '#dialect'
import type { CaseloadMeeting, Dossier } from '../../server/domain/dossier.ts'
import { zoneOn } from '../../server/domain/episode-zone.ts'
import type { Interval } from '../../server/domain/intervals.ts'
import type { Clinic, Meeting, TeamMember } from '../../server/domain/records/index.ts'
import { dayOfTime, momentOf, type TimeZone } from '../../server/domain/zone.ts'
import { care_team, episodes } from '../schema/index.ts'
import { groupedBy } from './grouped.ts'
import { onlyZone, type ZoneAt } from './places.ts'
import { reviewsOf } from './reviewed-time.ts'
import type { Run, Zones } from './run.ts'
import { momentsOf } from './stretches.ts'
import { rowsBy } from './view.ts'

/** Meetings of these care managers; each care manager's are put together once a run. */
export async function meetingsOf(run: Run, careManagers: readonly string[]) {
  const missing = careManagers.filter((id) => !run.meetings.has(id))
  const rows = await rowsBy(run.view, 'meetings', 'care_manager_id', missing)
  const held = groupedBy(rows as unknown as readonly Meeting[], (row) => row.care_manager_id)
  for (const id of missing) run.meetings.set(id, await withContext(run, id, held.get(id) ?? []))
}

/**
 * Meetings of a care manager who covered for the team, where time of a review of this patient lies
 * inside: such a review may fill up the meeting as any other.
 */
export function meetingsCoveredIn(
  run: Run,
  { activities, episodes }: Pick<Dossier, 'activities' | 'episodes'>,
  onTeam: readonly string[],
): readonly CaseloadMeeting[] {
  const where = { episodes, clinics: run.clinics }
  const zoneAt: ZoneAt = (_patientId, time) => zoneOn(where, dayOfTime(time))
  const found = activities
    .filter(({ kind, staff_id }) => kind === 'case_review' && !onTeam.includes(staff_id))
    .flatMap((one) => {
      const { from, to } = momentsOf(one, zoneAt)
      return (run.meetings.get(one.staff_id) ?? []).filter(
        ({ started_at, ended_at, time_zone }) =>
          ended_at !== null &&
          momentOf(started_at, time_zone) <= from &&
          to <= momentOf(ended_at, time_zone),
      )
    })
  return [...new Set(found)]
}

async function withContext(run: Run, careManager: string, meetings: readonly Meeting[]) {
  if (meetings.length === 0) return []
  const reviews = await reviewsOf(run, careManager, meetings)
  const own = await ownZone(run, careManager)
  const homes = own === undefined ? await homesOf(run, careManager) : []
  return meetings.map((meeting): CaseloadMeeting => {
    const isOwn = meeting.clinic_id === null && own !== undefined
    const time_zone = isOwn ? own : zoneOf(run.zones, homes, meeting)
    return { ...meeting, time_zone, case_review_seconds: reviewedIn(meeting, time_zone, reviews) }
  })
}

/** Where a care manager had patients, and from when to when. */
type Home = Pick<TeamMember, 'starts_on' | 'ends_on'> & Pick<Clinic, 'clinic_id'>

const homeFields = {
  clinic_id: episodes.clinic_id,
  starts_on: care_team.starts_on,
  ends_on: care_team.ends_on,
}
const isManagedBy = and(
  eq(care_team.staff_id, sql.placeholder('staff_id')),
  eq(care_team.role, 'care_manager'),
)
/** Of most care managers that is one clinic, or a few in one zone: no more need be known of them. */
const clinicsOfManager = query<Pick<Home, 'clinic_id'>>({ clinic_id: episodes.clinic_id }, (db) =>
  db
    .selectDistinct({ clinic_id: episodes.clinic_id })
    .from(care_team)
    .innerJoin(episodes, eq(episodes.episode_id, care_team.episode_id))
    .where(isManagedBy),
)
const homesOfManager = query<Home>(homeFields, (db) =>
  db
    .select(homeFields)
    .from(care_team)
    .innerJoin(episodes, eq(episodes.episode_id, care_team.episode_id))
    .where(isManagedBy),
)

/** The zone of all their patients there ever were; undefined where they are in several, or it was asked of the past. */
async function ownZone({ view, zones }: Run, staff_id: string): Promise<TimeZone | undefined> {
  if (zones.only !== undefined) return zones.only
  if (view.known !== null) return undefined
  return onlyZone(zones, await view.session.rows(clinicsOfManager, { staff_id }))
}

async function homesOf(run: Run, careManager: string): Promise<readonly Home[]> {
  const { view } = run
  if (view.known === null) return view.session.rows(homesOfManager, { staff_id: careManager })
  const rows = await rowsBy(view, 'care_team', 'staff_id', [careManager])
  const team = (rows as unknown as readonly TeamMember[]).filter(
    (row) => row.role === 'care_manager',
  )
  const ids = [...new Set(team.map(({ episode_id }) => episode_id))]
  const found = await rowsBy(view, 'episodes', 'episode_id', ids)
  const clinicOf = new Map(found.map((row) => [row['episode_id'], String(row['clinic_id'])]))
  return team.flatMap(({ episode_id, starts_on, ends_on }) => {
    const clinic_id = clinicOf.get(episode_id)
    return clinic_id === undefined ? [] : { clinic_id, starts_on, ends_on }
  })
}

/**
 * Its clinic's zone; else that of the clinic of most patients then, or ever; without any patient the
 * one zone that all clinics share; else UTC.
 */
function zoneOf({ of, only }: Zones, homes: readonly Home[], meeting: Meeting): TimeZone {
  const elsewhere = only ?? ('UTC' as TimeZone) // known to every runtime
  if (meeting.clinic_id !== null) return of.get(meeting.clinic_id) ?? elsewhere
  const day = dayOfTime(meeting.started_at)
  const then = homes.filter(
    ({ starts_on, ends_on }) => starts_on <= day && (ends_on === null || ends_on >= day),
  )
  const counted = new Map<string, number>()
  for (const { clinic_id } of then.length > 0 ? then : homes)
    counted.set(clinic_id, (counted.get(clinic_id) ?? 0) + 1)
  const [most] = [...counted].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
  return (most && of.get(most[0])) ?? elsewhere
}

/** Seconds of the care manager's case reviews that lie wholly inside a meeting. */
function reviewedIn(
  { started_at, ended_at }: Meeting,
  zone: TimeZone,
  reviews: readonly Interval[],
): number {
  if (ended_at === null || reviews.length === 0) return 0
  const from = momentOf(started_at, zone)
  const to = momentOf(ended_at, zone)
  return reviews
    .filter((review) => review.from >= from && review.to <= to)
    .reduce((sum, review) => sum + review.to - review.from, 0)
}

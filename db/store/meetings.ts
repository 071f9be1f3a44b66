/** Meetings of care managers, with what a rule needs from outside the patient's chart. */

import { and, eq, gt, lt, lte, sql } from 'drizzle-orm'
import { query } from '#dialect'
import type { CaseloadMeeting, Dossier } from '../../server/domain/dossier.ts'
import { zoneOn } from '../../server/domain/episode-zone.ts'
import type { Activity, Clinic, Meeting, TeamMember } from '../../server/domain/records/index.ts'
import {
  dayOfTime,
  isPlain,
  momentOf,
  type TimeZone,
  wallSeconds,
} from '../../server/domain/zone.ts'
import { activities, care_team, episodes } from '../schema/index.ts'
import { groupedBy } from './grouped.ts'
import { placesOf, type ZoneAt } from './places.ts'
import type { Run } from './run.ts'
import { momentsOf, type Worked } from './stretches.ts'
import { allFormer, rowsBy } from './view.ts'
import { standing } from './withdrawn-time.ts'

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
  const homes = await homesOf(run, careManager)
  const made: CaseloadMeeting[] = []
  for (const meeting of meetings) {
    const time_zone = zoneOf(run.clinics, homes, meeting)
    made.push({
      ...meeting,
      time_zone,
      case_review_seconds: await reviewed(run, meeting, time_zone),
    })
  }
  return made
}

/** Where a care manager had patients, and from when to when. */
type Home = Pick<TeamMember, 'starts_on' | 'ends_on'> & Pick<Clinic, 'clinic_id'>

const homeFields = {
  clinic_id: episodes.clinic_id,
  starts_on: care_team.starts_on,
  ends_on: care_team.ends_on,
}
const homesOfManager = query<Home>(homeFields, (db) =>
  db
    .select(homeFields)
    .from(care_team)
    .innerJoin(episodes, eq(episodes.episode_id, care_team.episode_id))
    .where(
      and(eq(care_team.staff_id, sql.placeholder('staff_id')), eq(care_team.role, 'care_manager')),
    ),
)

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
function zoneOf(clinics: readonly Clinic[], homes: readonly Home[], meeting: Meeting): TimeZone {
  const day = dayOfTime(meeting.started_at)
  const then = homes.filter(
    ({ starts_on, ends_on }) => starts_on <= day && (ends_on === null || ends_on >= day),
  )
  const counted = new Map<string, number>()
  for (const { clinic_id } of then.length > 0 ? then : homes)
    counted.set(clinic_id, (counted.get(clinic_id) ?? 0) + 1)
  const [most] = [...counted].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
  const clinicId = meeting.clinic_id ?? most?.[0]
  const [only, ...more] = new Set(clinics.map(({ time_zone }) => time_zone))
  const elsewhere = only && more.length === 0 ? only : ('UTC' as TimeZone) // known to every runtime
  return clinics.find(({ clinic_id }) => clinic_id === clinicId)?.time_zone ?? elsewhere
}

const reviewFields = {
  staff_id: activities.staff_id,
  patient_id: activities.patient_id,
  started_at: activities.started_at,
  ended_at: activities.ended_at,
  kind: activities.kind,
  commit_no: activities.commit_no,
}
const isReview = and(
  eq(activities.staff_id, sql.placeholder('staff_id')),
  sql`${activities.kind} = 'case_review'`,
)
const reviewsIn = (where: ReturnType<typeof and>) =>
  query<Worked>(reviewFields, (db) =>
    db
      .select(reviewFields)
      .from(activities)
      .where(and(isReview, where, isKnown)),
  )
const isKnown = lte(activities.commit_no, sql.placeholder('known'))
const reviewsAround = reviewsIn(
  and(
    gt(activities.started_at, sql.placeholder('after')),
    lt(activities.started_at, sql.placeholder('before')),
    sql`length(${activities.started_at}) in (16, 19)`,
  ),
)
const reviewsWithOffset = reviewsIn(sql`length(${activities.started_at}) not in (16, 19)`)

/** Seconds of the care manager's case reviews that lie wholly inside a meeting. */
async function reviewed(run: Run, meeting: Meeting, zone: TimeZone): Promise<number> {
  if (meeting.ended_at === null) return 0
  const from = momentOf(meeting.started_at, zone)
  const to = momentOf(meeting.ended_at, zone)
  const rows = await reviewsNear(run, meeting)
  if (rows.length === 0) return 0
  const zoneAt = await placesOf(run, new Set(rows.map(({ patient_id }) => patient_id)))
  return rows
    .map((row) => momentsOf(row, zoneAt))
    .filter((review) => review.from >= from && review.to <= to)
    .reduce((sum, review) => sum + review.to - review.from, 0)
}

async function reviewsNear({ view, slack }: Run, meeting: Meeting): Promise<readonly Worked[]> {
  const { session } = view
  const known = view.known ?? Number.MAX_SAFE_INTEGER
  const staff_id = meeting.care_manager_id
  const text = (wall: number) => new Date(wall * 1000).toISOString().slice(0, 16)
  const plain = isPlain(meeting.started_at)
  const span = {
    after: plain ? text(wallSeconds(meeting.started_at) - slack) : '',
    before: plain ? text(wallSeconds(meeting.started_at) + 86_400 + slack) : '~',
  }
  const rows = await session.rows(reviewsAround, { staff_id, known, ...span })
  const odd = await session.rows(reviewsWithOffset, { staff_id, known })
  const former = (await allFormer(view, 'activities')) as unknown as readonly Activity[] // of these
  const theirs = former.filter((row) => row.staff_id === staff_id && row.kind === 'case_review')
  return standing(view, [...rows, ...odd, ...theirs])
}

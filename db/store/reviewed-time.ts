/** Time of case reviews, whoever's they are: what may fill up a meeting. */
import { and, eq, gt, lt, lte, sql } from 'drizzle-orm'
import { query } from '#dialect'
import type { Interval } from '../../server/domain/intervals.ts'
import type { Activity, Meeting } from '../../server/domain/records/index.ts'
import { isPlain, wallSeconds } from '../../server/domain/zone.ts'
import { activities } from '../schema/index.ts'
import { placesOf } from './places.ts'
import type { Run } from './run.ts'
import { momentsOf, type Worked } from './stretches.ts'
import { allFormer } from './view.ts'
import { standing } from './withdrawn-time.ts'

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

/** A care manager's case reviews from the first of these meetings to the last. */
export async function reviewsOf(
  run: Run,
  staff_id: string,
  meetings: readonly Meeting[],
): Promise<readonly Interval[]> {
  const { view } = run
  const known = view.known ?? Number.MAX_SAFE_INTEGER
  const span = spanOf(meetings, run.zones.slack)
  const rows = await view.session.rows(reviewsAround, { staff_id, known, ...span })
  const odd = await view.session.rows(reviewsWithOffset, { staff_id, known })
  const former = (await allFormer(view, 'activities')) as unknown as readonly Activity[] // of these
  const theirs = former.filter((row) => row.staff_id === staff_id && row.kind === 'case_review')
  const all = await standing(view, [...rows, ...odd, ...theirs])
  if (all.length === 0) return []
  const zoneAt = await placesOf(run, new Set(all.map(({ patient_id }) => patient_id)))
  return all.map((row) => momentsOf(row, zoneAt))
}

/** Where a review inside one of the meetings can start; one with an offset is near everything. */
function spanOf(meetings: readonly Meeting[], slack: number) {
  if (!meetings.every(({ started_at }) => isPlain(started_at))) return { after: '', before: '~' }
  const starts = meetings.map(({ started_at }) => wallSeconds(started_at))
  const text = (wall: number) => new Date(wall * 1000).toISOString().slice(0, 16)
  return {
    after: text(Math.min(...starts) - slack),
    before: text(Math.max(...starts) + 86_400 + slack),
  }
}

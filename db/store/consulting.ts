/** Meetings by who takes part in them, and which care managers a consultant works with. */
import { and, asc, eq, gte, isNull, lte, or, sql } from 'drizzle-orm'
import { alias, query, type Store } from '#dialect'
import type { CalendarDay } from '../../server/domain/calendar.ts'
import type { Meeting } from '../../server/domain/records/index.ts'
import type { Meetings } from '../../server/domain/review/meetings.ts'
import { care_team, episodes, meetings } from '../schema/index.ts'
import { columnsIn, kept } from './kept.ts'

const fields = columnsIn(meetings, [...kept.meetings.columns, 'version'])
const ofMember = query<Meeting & { readonly version: number }>(fields, (db) =>
  db
    .select(fields)
    .from(meetings)
    .where(
      or(
        eq(meetings.care_manager_id, sql.placeholder('staff_id')),
        eq(meetings.psychiatric_consultant_id, sql.placeholder('staff_id')),
      ),
    )
    .orderBy(asc(meetings.started_at), asc(meetings.meeting_id)),
)

const manager = alias(care_team, 'manager')
const consultant = alias(care_team, 'consultant')
const isOnTeam = (member: typeof manager | typeof consultant) =>
  and(
    lte(member.starts_on, sql.placeholder('day')),
    or(isNull(member.ends_on), gte(member.ends_on, sql.placeholder('day'))),
  )
const managerField = { staff_id: manager.staff_id }
const managersWith = query<{ staff_id: string }>(managerField, (db) =>
  db
    .selectDistinct(managerField)
    .from(consultant)
    .innerJoin(manager, eq(manager.episode_id, consultant.episode_id))
    .innerJoin(episodes, eq(episodes.episode_id, consultant.episode_id))
    .where(
      and(
        eq(consultant.staff_id, sql.placeholder('staff_id')),
        eq(consultant.role, 'psychiatric_consultant'),
        eq(manager.role, 'care_manager'),
        isOnTeam(consultant),
        isOnTeam(manager),
        or(isNull(episodes.closed_on), gte(episodes.closed_on, sql.placeholder('day'))),
      ),
    )
    .orderBy(asc(manager.staff_id)),
)

export const openMeetings = (store: Pick<Store, 'reading'>): Meetings => ({
  of: (staff_id) =>
    store.reading(async (session) =>
      (await session.rows(ofMember, { staff_id })).map(({ version, ...row }) => ({ row, version })),
    ),
  careManagersWith: (staff_id, day: CalendarDay) =>
    store.reading(async (session) =>
      (await session.rows(managersWith, { staff_id, day })).map((row) => row.staff_id),
    ),
})

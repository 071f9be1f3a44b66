/** When a patient's own staff were at work for somebody else at the same time. */

import { and, asc, eq, gt, lt, lte, sql } from 'drizzle-orm'
import { query } from '#dialect'
import type { Engagement } from '../../server/domain/dossier.ts'
import type { Activity } from '../../server/domain/records/index.ts'
import { isPlain, wallSeconds } from '../../server/domain/zone.ts'
import { activities } from '../schema/index.ts'
import { groupedBy } from './grouped.ts'
import { placesOf, type ZoneAt } from './places.ts'
import type { Run } from './run.ts'
import { eachOverlap, momentsOf, type Worked } from './stretches.ts'
import { allFormer } from './view.ts'
import { standing } from './withdrawn-time.ts'

/** An activity is at most eight hours long (bundle.md). */
const longest = 8 * 3600

const fields = {
  staff_id: activities.staff_id,
  patient_id: activities.patient_id,
  started_at: activities.started_at,
  ended_at: activities.ended_at,
  kind: activities.kind,
}
const isTheirs = eq(activities.staff_id, sql.placeholder('staff_id'))
const inSpan = and(
  isTheirs,
  gt(activities.started_at, sql.placeholder('after')),
  lt(activities.started_at, sql.placeholder('before')),
  sql`(${activities.ended_at} > ${sql.placeholder('since')}
    or length(${activities.ended_at}) not in (16, 19))`,
  sql`length(${activities.started_at}) in (16, 19)`,
)
// Written offsets put a time out of the others' order; the few rows that have one are always read.
const withOffset = and(isTheirs, sql`length(${activities.started_at}) not in (16, 19)`)
const isKnown = lte(activities.commit_no, sql.placeholder('known'))
const workedIn = (where: ReturnType<typeof and>) =>
  query<Worked>(fields, (db) =>
    db.select(fields).from(activities).where(where).orderBy(asc(activities.started_at)),
  )
const now = { inSpan: workedIn(inSpan), withOffset: workedIn(withOffset) }
const then = {
  inSpan: workedIn(and(inSpan, isKnown)),
  withOffset: workedIn(and(withOffset, isKnown)),
}

/** Where a stretch starts, and after what it ends. */
interface Span {
  readonly after: string
  readonly before: string
  readonly since: string
}
const always: readonly Span[] = [{ after: '', before: '~', since: '' }]

/** A member of staff's time for anybody, where it starts within one of some spans. */
async function timeOf({ view }: Run, staff_id: string, spans: readonly Span[]) {
  const { session, known } = view
  const of = known === null ? now : then
  const rows: Worked[] = await session.rows(of.withOffset, { staff_id, known })
  for (const span of spans)
    for (const row of await session.rows(of.inSpan, { staff_id, known, ...span })) rows.push(row)
  const former = (await allFormer(view, 'activities')) as unknown as readonly Activity[] // of these
  for (const row of former) if (row.staff_id === staff_id) rows.push(row)
  return standing(view, rows)
}

/** For each patient: time of their activities' staff for others that overlaps theirs, in order. */
export async function elsewhereOf(
  run: Run,
  theirs: readonly Activity[],
): Promise<(patientId: string) => readonly Engagement[]> {
  const byStaff = groupedBy(theirs, ({ staff_id }) => staff_id)
  const engaged = run.wide ? run.engaged : new Map<string, Set<Engagement>>()
  for (const [staff_id, rows] of byStaff) {
    if (run.wide && run.goneThrough.has(staff_id)) continue
    run.goneThrough.add(staff_id)
    const time = await timeOf(run, staff_id, run.wide ? always : spansOf(rows, run.zones.slack))
    await goThrough(run, time, engaged)
  }
  return (patientId) => [...(engaged.get(patientId) ?? [])].sort(inOrder)
}

async function goThrough(run: Run, time: readonly Worked[], engaged: Map<string, Set<Engagement>>) {
  const zoneAt = await placesOf(run, new Set(time.map(({ patient_id }) => patient_id)))
  const made = new Map<Worked, Engagement>()
  const note = (patientId: string, row: Worked) => {
    const engagement = made.get(row) ?? engagementOf(row, zoneAt)
    made.set(row, engagement)
    engaged.set(patientId, (engaged.get(patientId) ?? new Set()).add(engagement))
  }
  eachOverlap(time, zoneAt, run.zones.slack, (a, b) => {
    note(a.patient_id, b)
    note(b.patient_id, a)
  })
}

const engagementOf = (row: Worked, zoneAt: ZoneAt): Engagement => ({
  staff_id: row.staff_id,
  kind: row.kind,
  ...momentsOf(row, zoneAt),
})

const inOrder = (a: Engagement, b: Engagement): number =>
  a.from - b.from || a.to - b.to || compare(a.staff_id, b.staff_id) || compare(a.kind, b.kind)
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/** Where stretches that meet these can start; a stretch with an offset is near everything. */
function spansOf(rows: readonly Worked[], slack: number): readonly Span[] {
  if (rows.some((row) => !isPlain(row.started_at) || !isPlain(row.ended_at))) return always
  const wide = rows
    .map((row) => ({
      from: wallSeconds(row.started_at) - slack,
      to: wallSeconds(row.ended_at) + slack,
    }))
    .sort((a, b) => a.from - b.from)
  const merged: { from: number; to: number }[] = []
  for (const span of wide) {
    const last = merged.at(-1)
    if (last && span.from - longest <= last.to) last.to = Math.max(last.to, span.to)
    else merged.push({ ...span })
  }
  return merged.map(({ from, to }) => ({
    after: wallText(from - longest),
    before: wallText(to),
    since: wallText(from),
  }))
}

const wallText = (seconds: number): string => new Date(seconds * 1000).toISOString().slice(0, 16)

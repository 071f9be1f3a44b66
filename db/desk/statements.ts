/** What is asked of the desks' file. */
import { and, asc, count, eq, gt, lte, sql } from 'drizzle-orm'
import { command, query } from '#dialect'
import type { Draft, Timer } from '../../server/domain/desk.ts'
import { drafts, timers, views } from './schema.ts'

const value = sql.placeholder

const draftFields = {
  name: drafts.name,
  patient_id: drafts.patient_id,
  content: drafts.content,
  kept_at: drafts.kept_at,
}
export const draftsOf = query<Draft>(draftFields, (db) =>
  db
    .select(draftFields)
    .from(drafts)
    .where(and(eq(drafts.account_id, value('account_id')), gt(drafts.kept_at, value('after'))))
    .orderBy(asc(drafts.name)),
)
const others = { drafts: count().as('drafts') }
export const otherDrafts = query<{ drafts: number }>(others, (db) =>
  db
    .select(others)
    .from(drafts)
    .where(
      and(eq(drafts.account_id, value('account_id')), sql`${drafts.name} <> ${value('name')}`),
    ),
)
export const putDraft = command((db) =>
  db
    .insert(drafts)
    .values({
      account_id: value('account_id'),
      name: value('name'),
      patient_id: value('patient_id'),
      content: value('content'),
      kept_at: value('kept_at'),
    })
    .onConflictDoUpdate({
      target: [drafts.account_id, drafts.name],
      set: {
        patient_id: sql`excluded.patient_id`,
        content: sql`excluded.content`,
        kept_at: sql`excluded.kept_at`,
      },
    }),
)
export const removeDraft = command((db) =>
  db
    .delete(drafts)
    .where(and(eq(drafts.account_id, value('account_id')), eq(drafts.name, value('name')))),
)
export const sweepDrafts = command((db) =>
  db.delete(drafts).where(lte(drafts.kept_at, value('before'))),
)

const timerFields = {
  patient_id: timers.patient_id,
  kind: timers.kind,
  since: timers.since,
  key: timers.key,
  ended: timers.ended,
}
export interface KeptTimer extends Timer {
  readonly key: string
  /** JSON of an EndedTimer. */
  readonly ended: string | null
}
export const timerOf = query<KeptTimer>(timerFields, (db) =>
  db
    .select(timerFields)
    .from(timers)
    .where(and(eq(timers.account_id, value('account_id')), gt(timers.since, value('after')))),
)
export const putTimer = command((db) =>
  db
    .insert(timers)
    .values({
      account_id: value('account_id'),
      patient_id: value('patient_id'),
      kind: value('kind'),
      since: value('since'),
      key: value('key'),
      ended: value('ended'),
    })
    .onConflictDoUpdate({
      target: timers.account_id,
      set: {
        patient_id: sql`excluded.patient_id`,
        kind: sql`excluded.kind`,
        since: sql`excluded.since`,
        key: sql`excluded.key`,
        ended: sql`excluded.ended`,
      },
    }),
)
export const removeTimer = command((db) =>
  db.delete(timers).where(eq(timers.account_id, value('account_id'))),
)
export const sweepTimers = command((db) =>
  db.delete(timers).where(lte(timers.since, value('before'))),
)

const keptViews = { screen: views.screen, views: views.views }
export const viewsOf = query<{ screen: string; views: string }>(keptViews, (db) =>
  db
    .select(keptViews)
    .from(views)
    .where(and(eq(views.account_id, value('account_id')), gt(views.kept_at, value('after')))),
)
export const putViews = command((db) =>
  db
    .insert(views)
    .values({
      account_id: value('account_id'),
      screen: value('screen'),
      views: value('views'),
      kept_at: value('kept_at'),
    })
    .onConflictDoUpdate({
      target: [views.account_id, views.screen],
      set: { views: sql`excluded.views`, kept_at: sql`excluded.kept_at` },
    }),
)
export const sweepViews = command((db) =>
  db.delete(views).where(lte(views.kept_at, value('before'))),
)

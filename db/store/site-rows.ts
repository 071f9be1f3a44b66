/**
 * The few rows that every dossier may need: read once, and again when one of them was written. Their
 * highest commit tells: rows are never deleted, and whatever changes one is a later commit.
 */
import { max, sql } from 'drizzle-orm'
import { query, type Session } from '#dialect'
import type { Clinic, Payer, Policy, RowOf, SiteNumber } from '../../server/domain/records/index.ts'
import { clinics, payers, policies, site_numbers } from '../schema/index.ts'
import { pages } from './pages.ts'
import type { View } from './view.ts'

export interface SiteRows {
  readonly clinics: readonly Clinic[]
  readonly payers: readonly Payer[]
  readonly policies: readonly Policy[]
  readonly site_numbers: readonly SiteNumber[]
}

const fields = { stamp: sql<string>`stamp`.as('stamp') }
const stamp = query<{ stamp: string }>(fields, (db) => {
  const of = [clinics, payers, policies, site_numbers].map(
    (table) => sql`(${db.select({ no: max(table.commit_no) }).from(table)})`,
  )
  const words = sql.join(
    of.map((no) => sql`coalesce(${no}, 0)`),
    sql` || ' ' || `,
  )
  return db.select({ stamp: words.as('stamp') }).from(sql`(select 1)`)
})

interface Remembered {
  readonly stamp: string
  readonly rows: SiteRows
}
const remembered = new WeakMap<Session, Remembered>()

/** As the view knows them. What is not committed yet is never remembered: it may be undone. */
export async function siteRows(view: View): Promise<SiteRows> {
  const { session } = view
  if (view.known !== null || !session.readonly) return read(view)
  const now = (await session.row(stamp))?.stamp ?? ''
  const known = remembered.get(session)
  if (known?.stamp === now) return known.rows
  const rows = await read(view)
  remembered.set(session, { stamp: now, rows })
  return rows
}

const read = async (view: View): Promise<SiteRows> => ({
  clinics: await everyRow(view, 'clinics'),
  payers: await everyRow(view, 'payers'),
  policies: await everyRow(view, 'policies'),
  site_numbers: await everyRow(view, 'site_numbers'),
})

async function everyRow<R extends keyof SiteRows>(
  view: View,
  name: R,
): Promise<readonly RowOf<R>[]> {
  const rows: unknown[] = []
  for await (const page of pages(view, name)) rows.push(...page)
  return rows as RowOf<R>[] // every page holds rows of this record
}

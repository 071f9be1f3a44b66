/** All rows of a record, a page at a time, ordered by key. */

import { asc, type SQL, sql } from 'drizzle-orm'
import { type Query, query } from '#dialect'
import type { AnyRow, RecordName } from '../../server/domain/records/index.ts'
import { columnOf, columnsIn, type Kept, kept, type StoredRow } from './kept.ts'
import { formerOf, sortedBy, type View } from './view.ts'

const pageSize = 1000

const pageAfter = new Map<string, Query<StoredRow>>()

/** `dated`: with the commit of each row, which only a look into the past needs. */
function pagesOf(name: RecordName, dated: boolean): Query<StoredRow> {
  const label = `${name} ${dated}`
  const made = pageAfter.get(label)
  if (made) return made
  const { table, columns, key } = kept[name]
  const fields = columnsIn(table, dated ? [...columns, 'commit_no'] : columns)
  const keys = key.map((column) => columnOf(table, column))
  const tuple = (parts: readonly SQL[]) => sql`(${sql.join([...parts], sql`, `)})`
  const isAfter = sql`${tuple(keys.map((column) => sql`${column}`))} > ${tuple(
    key.map((column) => sql`${sql.placeholder(column)}`),
  )}`
  const fresh = query<StoredRow>(fields, (db) =>
    db
      .select(fields)
      .from(table)
      .where(isAfter)
      .orderBy(...keys.map((column) => asc(column)))
      .limit(pageSize),
  )
  pageAfter.set(label, fresh)
  return fresh
}

/** Pages of rows as the view knows them. */
export async function* pages(view: View, name: RecordName): AsyncGenerator<readonly AnyRow[]> {
  const of = kept[name]
  let after: Readonly<Record<string, unknown>> = Object.fromEntries(of.key.map((k) => [k, '']))
  for (;;) {
    const page = await view.session.rows(pagesOf(name, view.known !== null), after)
    const last = page.at(-1)
    if (!last) return
    yield view.known === null ? page : await asKnown(view, of, name, page)
    if (page.length < pageSize) return
    after = last
  }
}

async function asKnown(view: View, of: Kept, name: RecordName, page: readonly StoredRow[]) {
  const known = view.known ?? 0
  const newer = page.filter(({ commit_no }) => commit_no > known)
  const still = page.filter((row) => row.commit_no <= known).map(({ commit_no, ...row }) => row)
  if (newer.length === 0) return still
  const former = await formerOf(view, name, newer.map(of.idOf))
  return sortedBy(of.key, [...still, ...former])
}

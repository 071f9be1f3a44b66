/**
 * What the registry holds, or held: rows by one of their columns, now or as of a commit. Rows that
 * were amended since are found among the former versions.
 */

import { and, asc, eq, gt, lte, max, sql } from 'drizzle-orm'
import { among, instantText, type Query, query, type Session } from '#dialect'
import type { AnyRow, RecordName } from '../../server/domain/records/index.ts'
import type { Instant } from '../../server/domain/zone.ts'
import { commits, former_versions } from '../schema/index.ts'
import { columnOf, columnsIn, type KeptName, kept } from './kept.ts'

export interface View {
  readonly session: Session
  /** The last commit that is seen; null: the present. */
  readonly known: number | null
  /** Former rows of small records, read once. */
  readonly former: Map<KeptName, readonly AnyRow[]>
}

const lastCommitBy = query<{ no: number | null }>({ no: commits.no }, (db) =>
  db
    .select({ no: max(commits.no).as('no') })
    .from(commits)
    .where(lte(commits.at, sql.placeholder('known'))),
)

/** The registry as it was known at an instant: after the last commit made by then. */
export async function viewOf(session: Session, known?: Instant): Promise<View> {
  const former = new Map()
  if (known === undefined) return { session, known: null, former }
  const last = await session.row(lastCommitBy, { known: instantText(known) })
  return { session, known: last?.no ?? 0, former }
}

const listed = new Map<string, Query<AnyRow & { readonly commit_no: number }>>()

/** Rows whose column is among a list, or is one value; ordered by that column and then by key. */
function listedBy(name: KeptName, column: string, known: boolean, isOne: boolean) {
  const label = `${name} ${column} ${known} ${isOne}`
  const made = listed.get(label)
  if (made) return made
  const { table, columns, key } = kept[name]
  const fields = columnsIn(table, columns)
  const commitNo = columnOf(table, 'commit_no')
  const isListed = isOne
    ? eq(columnOf(table, column), sql.placeholder('one'))
    : among(columnOf(table, column), 'list')
  const order = [...new Set([column, ...key])].map((each) => asc(columnOf(table, each)))
  const fresh = query<AnyRow & { readonly commit_no: number }>(fields, (db) =>
    db
      .select(fields)
      .from(table)
      .where(known ? and(isListed, lte(commitNo, sql.placeholder('known'))) : isListed)
      .orderBy(...order),
  )
  listed.set(label, fresh)
  return fresh
}

/** Rows of a record whose column is among a list; ordered by that column, then by key. */
export async function rowsBy(
  view: View,
  name: RecordName,
  column: string,
  list: readonly string[],
): Promise<readonly AnyRow[]> {
  const { session, known } = view
  if (list.length === 0) return []
  const values = list.length === 1 ? { one: list[0] } : { list }
  const of = listedBy(name, column, known !== null, list.length === 1)
  if (known === null) return session.rows(of, values)
  const still = await session.rows(of, { ...values, known })
  const former =
    column === 'patient_id'
      ? await formerOfPatients(view, name, list)
      : await formerWhere(view, name, column, list)
  return former.length === 0 ? still : sortedBy([column, ...kept[name].key], [...still, ...former])
}

/** Ordered by columns of text, byte by byte as the engine orders them. */
export const sortedBy = (columns: readonly string[], rows: readonly AnyRow[]): readonly AnyRow[] =>
  rows.toSorted((a, b) => {
    for (const column of columns) {
      const order = Buffer.compare(Buffer.from(String(a[column])), Buffer.from(String(b[column])))
      if (order !== 0) return order
    }
    return 0
  })

const formerFields = { row: former_versions.row }
const wasCurrent = and(
  eq(former_versions.record, sql.placeholder('record')),
  lte(former_versions.commit_no, sql.placeholder('known')),
  gt(former_versions.replaced_by_commit, sql.placeholder('known')),
)
const formerBy = (where: ReturnType<typeof and>) =>
  query<{ row: string }>(formerFields, (db) =>
    db.select(formerFields).from(former_versions).where(where),
  )
const formerByPatient = formerBy(and(wasCurrent, among(former_versions.patient_id, 'list')))
const formerByRecord = formerBy(wasCurrent)
const formerById = formerBy(and(wasCurrent, among(former_versions.record_id, 'list')))

/** A former row, whole again: its canonical text leaves absent values out. */
export function fromText(name: KeptName, text: string): AnyRow {
  const row: AnyRow = JSON.parse(text)
  return Object.fromEntries(kept[name].columns.map((column) => [column, row[column] ?? null]))
}

async function formerOfPatients({ session, known }: View, name: KeptName, list: readonly string[]) {
  const found = await session.rows(formerByPatient, { record: name, known, list })
  return found.map(({ row }) => fromText(name, row))
}

async function formerWhere(view: View, name: KeptName, column: string, list: readonly string[]) {
  const wanted = new Set<unknown>(list)
  return (await allFormer(view, name)).filter((row) => wanted.has(row[column]))
}

/** All rows of a record that were current then and are no longer. */
export async function allFormer(view: View, name: KeptName): Promise<readonly AnyRow[]> {
  const { session, known, former } = view
  if (known === null) return []
  const held = former.get(name)
  if (held) return held
  const found = await session.rows(formerByRecord, { record: name, known })
  const rows = found.map(({ row }) => fromText(name, row))
  former.set(name, rows)
  return rows
}

/** What rows with these ids were then, of those that are no longer so. */
export async function formerOf(view: View, name: KeptName, ids: readonly string[]) {
  const { session, known } = view
  const found = await session.rows(formerById, { record: name, known, list: ids })
  return found.map(({ row }) => fromText(name, row))
}

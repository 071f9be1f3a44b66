/** Every version of one row, and who made it when and why. */

import { and, asc, eq, sql } from 'drizzle-orm'
import { query, type Session } from '#dialect'
import type { RecordName } from '../../server/domain/records/index.ts'
import type { Actor, Version } from '../../server/domain/registry.ts'
import type { Instant } from '../../server/domain/zone.ts'
import { commits, former_versions } from '../schema/index.ts'
import { kept } from './kept.ts'
import { fromText } from './view.ts'

const formerFields = {
  version: former_versions.version,
  commit_no: former_versions.commit_no,
  row: former_versions.row,
}
const formerOfRow = query<{ version: number; commit_no: number; row: string }>(formerFields, (db) =>
  db
    .select(formerFields)
    .from(former_versions)
    .where(
      and(
        eq(former_versions.record, sql.placeholder('record')),
        eq(former_versions.record_id, sql.placeholder('id')),
      ),
    )
    .orderBy(asc(former_versions.version)),
)

interface Made extends Actor {
  readonly at: Instant
  readonly reason: string
}
const commitFields = {
  at: commits.at,
  who: commits.who,
  role: commits.role,
  reason: commits.reason,
}
const commitNumbered = query<Made>(commitFields, (db) =>
  db
    .select(commitFields)
    .from(commits)
    .where(eq(commits.no, sql.placeholder('no'))),
)

/** Oldest first; nothing where no such row was ever stored. */
export async function historyOf(
  session: Session,
  record: RecordName,
  id: string,
): Promise<readonly Version[]> {
  const of = kept[record]
  const parts = of.key.length === 1 ? [id] : id.split('/')
  const key = Object.fromEntries(of.key.map((column, place) => [column, parts[place]]))
  const current = await session.row(of.one, key)
  if (!current) return []
  const former = await session.rows(formerOfRow, { record, id })
  const { version, commit_no, ...row } = current
  const all = [
    ...former.map((each) => ({ ...each, row: fromText(record, each.row) })),
    { version, commit_no, row },
  ]
  const versions: Version[] = []
  for (const each of all) {
    const made = await session.row(commitNumbered, { no: each.commit_no })
    if (!made) throw new Error(`commit ${each.commit_no} is not there`)
    const { who, role, at, reason } = made
    versions.push({
      record,
      id,
      version: each.version,
      row: each.row,
      at,
      by: { who, role },
      reason,
    })
  }
  return versions
}

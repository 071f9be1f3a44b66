/** Every former version against the event that tells of it, and the one that replaced it. */
import { and, asc, eq, sql } from 'drizzle-orm'
import { alias, inHex, query, type Session } from '#dialect'
import { Damage, type Progress } from '../../server/domain/verification.ts'
import { former_versions } from '../schema/index.ts'
import { sha256 } from '../store/audit.ts'
import { event_of, type Matched } from './event-of.ts'

const pageSize = 1000

interface Former {
  readonly record: string
  readonly record_id: string
  readonly version: number
  readonly commit_no: number
  readonly replaced_by_commit: number
  readonly row: string
  readonly event_seq: number | null
  readonly event_commit: number
  readonly event_hash: string
  readonly next_commit: number | null
}

const next = alias(event_of, 'next_event')
const fields = {
  record: former_versions.record,
  record_id: former_versions.record_id,
  version: former_versions.version,
  commit_no: former_versions.commit_no,
  replaced_by_commit: former_versions.replaced_by_commit,
  row: former_versions.row,
  event_seq: sql`${event_of.seq}`.as('event_seq'),
  event_commit: sql`${event_of.commit_no}`.as('event_commit'),
  event_hash: inHex(event_of.row_hash).as('event_hash'),
  next_commit: sql`${next.commit_no}`.as('next_commit'),
}
const formerAfter = query<Former>(fields, (db) =>
  db
    .select(fields)
    .from(former_versions)
    .leftJoin(
      event_of,
      and(
        eq(event_of.record, former_versions.record),
        eq(event_of.record_id, former_versions.record_id),
        eq(event_of.version, former_versions.version),
      ),
    )
    .leftJoin(
      next,
      and(
        eq(next.record, former_versions.record),
        eq(next.record_id, former_versions.record_id),
        eq(next.version, sql`${former_versions.version} + 1`),
      ),
    )
    .where(
      sql`(${former_versions.record}, ${former_versions.record_id}, ${former_versions.version})
        > (${sql.placeholder('record')}, ${sql.placeholder('record_id')}, ${sql.placeholder('version')})`,
    )
    .orderBy(
      asc(former_versions.record),
      asc(former_versions.record_id),
      asc(former_versions.version),
    )
    .limit(sql.placeholder('limit')),
)

/** Counts them into `matched`. @throws Damage at the first that is not what its event says */
export async function examineFormer(
  session: Session,
  matched: Matched,
  progress: Progress,
): Promise<number> {
  let looked = 0
  let last: Pick<Former, 'record' | 'record_id' | 'version'> = beforeAll
  for (;;) {
    const { record, record_id, version } = last
    const page = await session.rows(formerAfter, { record, record_id, version, limit: pageSize })
    for (const former of page) {
      assertTold(former)
      matched.set(former.record, (matched.get(former.record) ?? 0) + 1)
    }
    looked += page.length
    progress(looked)
    if (page.length < pageSize) return looked
    last = page.at(-1)!
  }
}

const beforeAll = { record: '', record_id: '', version: 0 }

function assertTold(former: Former): void {
  const { event_seq, event_commit, event_hash, next_commit } = former
  const place = `${former.record} ${former.record_id}, former version ${former.version}`
  if (event_seq === null) throw new Damage(place, 'no audit event tells of it')
  if (former.commit_no !== event_commit)
    throw new Damage(place, `it names commit ${former.commit_no}, its audit event ${event_commit}`)
  if (next_commit === null) throw new Damage(place, 'no audit event tells what replaced it')
  if (former.replaced_by_commit !== next_commit)
    throw new Damage(place, `it names commit ${former.replaced_by_commit} as what replaced it`)
  if (sha256(former.row) !== event_hash)
    throw new Damage(place, `it is not what audit event ${event_seq} was made over`)
}

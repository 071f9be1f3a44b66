/** The audit chain, made again from its first event to its last. */
import { asc, eq, gt, sql } from 'drizzle-orm'
import { inHex, query, type Session } from '#dialect'
import { Damage, type Progress } from '../../server/domain/verification.ts'
import { audit_events, commits } from '../schema/index.ts'
import { eventTexts, type Happened, origin, sha256 } from '../store/audit.ts'

type Event = Omit<Happened, 'id'> & {
  readonly record_id: string
  readonly commit_no: number
  readonly hash: string
}

const eventFields = {
  seq: audit_events.seq,
  commit_no: audit_events.commit_no,
  action: audit_events.action,
  record: audit_events.record,
  record_id: audit_events.record_id,
  patient_id: audit_events.patient_id,
  version: audit_events.version,
  row_hash: inHex(audit_events.row_hash).as('row_hash'),
  hash: inHex(audit_events.hash).as('hash'),
}
const eventsAfter = query<Event>(eventFields, (db) =>
  db
    .select(eventFields)
    .from(audit_events)
    .where(gt(audit_events.seq, sql.placeholder('after')))
    .orderBy(asc(audit_events.seq))
    .limit(sql.placeholder('limit')),
)

const saidFields = {
  at: commits.at,
  who: commits.who,
  role: commits.role,
  reason: commits.reason,
}
type Said = Parameters<typeof eventTexts>[0]
const commitNumbered = query<Said>(saidFields, (db) =>
  db
    .select(saidFields)
    .from(commits)
    .where(eq(commits.no, sql.placeholder('no'))),
)

const countCommits = query<{ commits: number; last: number | null }>({}, (db) =>
  db
    .select({
      commits: sql<number>`count(*)`.as('commits'),
      last: sql<number | null>`max(${commits.no})`.as('last'),
    })
    .from(commits),
)

const pageSize = 2000

/**
 * Every hash of the chain, and no number left out.
 * @param after the number of an event that is believed; 0: none is
 * @throws Damage at the first broken event
 */
export async function examineChain(
  session: Session,
  progress: Progress,
  after = 0,
): Promise<number> {
  const textFor = texts(session)
  let seq = after
  let hash = await hashOf(session, after)
  for (;;) {
    const page = await session.rows(eventsAfter, { after: seq, limit: pageSize })
    for (const event of page) {
      if (event.seq !== seq + 1)
        throw new Damage(placeOf(seq + 1), `it is missing; the next one there is ${event.seq}`)
      hash = sha256(hash + (await textFor(event)))
      if (hash !== event.hash)
        throw new Damage(placeOf(event.seq), 'what stands there is not what its hash was made of')
      seq = event.seq
    }
    progress(seq)
    if (page.length < pageSize) break
  }
  await assertNoCommitGone(session)
  return seq
}

async function hashOf(session: Session, seq: number): Promise<string> {
  if (seq === 0) return origin
  const [event] = await session.rows(eventsAfter, { after: seq - 1, limit: 1 })
  if (event?.seq !== seq) throw new Damage(placeOf(seq), 'it is missing')
  return event.hash
}

/** Canonical texts of events. Those of one commit follow one another, so its part is made once. */
function texts(session: Session): (event: Event) => Promise<string> {
  let known: { readonly no: number; readonly text: (event: Happened) => string } | undefined
  return async (event) => {
    if (known?.no !== event.commit_no) {
      const said = await session.row(commitNumbered, { no: event.commit_no })
      if (!said) throw new Damage(placeOf(event.seq), `its commit ${event.commit_no} is not there`)
      known = { no: event.commit_no, text: eventTexts(said) }
    }
    return known.text({ ...event, id: event.record_id })
  }
}

async function assertNoCommitGone(session: Session): Promise<void> {
  const found = await session.row(countCommits)
  if (!found || found.commits === (found.last ?? 0)) return
  throw new Damage(
    'the commits',
    `the last is number ${found.last}, but ${found.commits} are there`,
  )
}

const placeOf = (seq: number): string => `audit event ${seq}`

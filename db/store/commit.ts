/** The one write of the registry: a commit, whole or not at all, with its audit events. */

import { and, eq, sql } from 'drizzle-orm'
import { brokenRule, query, type Session, type Store } from '#dialect'
import {
  type Commit,
  CommitRefused,
  type Read,
  type Receipt,
} from '../../server/domain/registry.ts'
import { idempotency_keys } from '../schema/index.ts'
import { insertInto } from './kept.ts'
import { type Pen, penFor, type Signature } from './pen.ts'
import { keepVerifier } from './verifiers.ts'

/** Reads a patient's dossier inside the writer's own transaction. */
export type Reread = (session: Session, patientId: string) => Promise<Read | undefined>

/** @throws CommitRefused where the registry does not accept it; nothing of it is stored then */
export function commitTo(store: Store, reread: Reread) {
  return (commit: Commit): Promise<Receipt> => {
    const isStream = Symbol.asyncIterator in commit.changes
    const work = (session: Session) => carriedOut(session, commit, reread)
    return store.writing(work, isStream)
  }
}

async function carriedOut(session: Session, commit: Commit, reread: Reread): Promise<Receipt> {
  const before = await earlier(session, commit)
  if (before) return before
  await refuseOldEvidence(session, commit, reread)
  const pen = await written(session, commit, async (put) => {
    for await (const { record, row, replaces } of commit.changes) await put(record, row, replaces)
    if (commit.verifier) await keepVerifier(session, commit.verifier, put)
  })
  const commit_no = await pen.commitNo(commit.idempotency !== undefined)
  const { verifiers: _, ...changed } = pen.counts
  const counts = changed as Receipt['counts'] // a commit's changes are of records only
  await remember(session, commit, commit_no, counts)
  return { commit_no, counts, replayed: false }
}

/** Writes rows under one signature; what the tables refuse is refused in the registry's words. */
export async function written(
  session: Session,
  signature: Signature,
  write: (put: Pen['put']) => Promise<void>,
): Promise<Pen> {
  const pen = await penFor(session, signature)
  await write(pen.put).catch((error: unknown) => {
    const reason = brokenRule(error)
    throw reason ? new CommitRefused(reason, sentenceOf(reason, pen.writing())) : error
  })
  return pen
}

const sentenceOf = (reason: NonNullable<ReturnType<typeof brokenRule>>, row: string): string =>
  ({
    duplicate: `${row}: its key, or what must be unique in it, is taken`,
    'dangling-reference': `${row} refers to a row that is not there`,
    'broken-constraint': `${row} holds a value that its table refuses`,
  })[reason]

/** Refuses a decision whose evidence has changed since, or does not stand a second look. */
async function refuseOldEvidence(session: Session, commit: Commit, reread: Reread) {
  const { decidedOn, recheck } = commit
  if (!decidedOn) {
    if (recheck) throw new TypeError('a recheck needs to know whose dossier: give decidedOn')
    return
  }
  const now = await reread(session, decidedOn.patient_id)
  if (now?.digest !== decidedOn.digest)
    throw new CommitRefused('stale-version', 'the dossier has changed since it was read')
  const shortfall = recheck?.(now.dossier)
  if (shortfall) throw new CommitRefused('recheck-failed', shortfall.message, shortfall)
}

const idempotencyFields = {
  fingerprint: idempotency_keys.fingerprint,
  commit_no: idempotency_keys.commit_no,
  counts: idempotency_keys.counts,
}
const carriedOutBefore = query<{
  fingerprint: string
  commit_no: number
  counts: Receipt['counts']
}>(idempotencyFields, (db) =>
  db
    .select(idempotencyFields)
    .from(idempotency_keys)
    .where(
      and(
        eq(idempotency_keys.key, sql.placeholder('key')),
        eq(idempotency_keys.who, sql.placeholder('who')),
      ),
    ),
)
const rememberKey = insertInto(idempotency_keys)

/** The receipt of the same request, had it been carried out before. */
async function earlier(session: Session, commit: Commit): Promise<Receipt | undefined> {
  const { idempotency, actor } = commit
  if (!idempotency) return undefined
  const found = await session.row(carriedOutBefore, { key: idempotency.key, who: actor.who })
  if (!found) return undefined
  if (found.fingerprint !== idempotency.fingerprint)
    throw new CommitRefused('key-reused', 'another request was made under this key')
  return { commit_no: found.commit_no, counts: found.counts, replayed: true }
}

async function remember(
  session: Session,
  { idempotency, actor }: Commit,
  commit_no: number,
  counts: Receipt['counts'],
): Promise<void> {
  if (idempotency)
    await session.run(rememberKey, { ...idempotency, who: actor.who, commit_no, counts })
}

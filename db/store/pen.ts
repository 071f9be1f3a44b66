/** Writes one commit's rows, each with its audit event; all inside the writer's turn. */
import { randomBytes } from 'node:crypto'
import { instantText, type Session } from '#dialect'
import type { AnyRow } from '../../server/domain/records/index.ts'
import type { Actor, Counts } from '../../server/domain/registry.ts'
import { CommitRefused } from '../../server/domain/registry.ts'
import type { Instant } from '../../server/domain/zone.ts'
import { former_versions } from '../schema/index.ts'
import type { Said } from './audit.ts'
import { type Book, openBook } from './book.ts'
import { insertInto, type Kept, type KeptName, kept, type StoredRow } from './kept.ts'

/** Who writes, when and why. */
export interface Signature {
  readonly actor: Actor
  readonly at: Instant
  readonly reason: string
}

export interface Pen {
  /** Stores a row: new, as the next version, or not at all where it is known as it is. */
  put(name: KeptName, row: AnyRow, replaces?: number): Promise<void>
  /** This commit's number; one without changes gets none of its own unless `signed`. */
  commitNo(signed: boolean): Promise<number>
  readonly counts: Partial<Record<KeptName, Counts>>
  /** What is being written, for whoever must explain a refusal. */
  writing(): string
}

/** A random name of 128 bits for addresses. */
export const randomHandle = (): string => randomBytes(16).toString('base64url')

const archive = insertInto(former_versions)

/** A pen for one commit. */
export async function penFor(session: Session, signature: Signature): Promise<Pen> {
  const said: Said = {
    at: instantText(signature.at),
    ...signature.actor,
    reason: signature.reason,
  }
  const book = await openBook(session, said)
  const counts: Pen['counts'] = {}
  const started: Partial<Record<KeptName, Started>> = {}
  let current: readonly [Kept, AnyRow] | undefined

  const put = async (name: KeptName, row: AnyRow, replaces?: number) => {
    const of = kept[name]
    current = [of, row]
    let begun = started[name]
    if (!begun) {
      begun = { wasEmpty: (await session.row(of.any)) === undefined, counts: noCounts() }
      started[name] = begun
      counts[name] = begun.counts
    }
    const known = begun.wasEmpty ? undefined : await session.row(of.one, row)
    if (replaces !== undefined) await refuseStale(session, of, row, replaces)
    if (!known) return add(book, begun, of, row)
    if (known.commit_no === book.ownNo()) throw new CommitRefused('duplicate', twice(of, row))
    if (of.textOf(known) === of.textOf(row)) begun.counts.unchanged++
    else await amend(book, begun, of, row, known)
  }
  return {
    put,
    counts,
    commitNo: (signed) => (signed ? book.no() : Promise.resolve(book.lastNo())),
    writing: () => (current ? `${current[0].name} ${current[0].idOf(current[1])}` : 'the commit'),
  }
}

interface Started {
  /** An import into an empty table need not ask whether each row is known. */
  readonly wasEmpty: boolean
  readonly counts: { added: number; amended: number; unchanged: number }
}
const noCounts = () => ({ added: 0, amended: 0, unchanged: 0 })

const twice = (of: Kept, row: AnyRow) => `${of.name} ${of.idOf(row)} is named twice in one commit`

/** @throws CommitRefused where the row has another version than the one that was decided on */
async function refuseStale(session: Session, of: Kept, row: AnyRow, replaces: number) {
  const version = (await session.row(of.one, row))?.version ?? 0
  if (version === replaces) return
  const now = `${of.name} ${of.idOf(row)} has version ${version}`
  throw new CommitRefused('stale-version', `${now}; the change was decided on ${replaces}`)
}

async function add(book: Book, { counts }: Started, of: Kept, row: AnyRow): Promise<void> {
  const commit_no = await book.no()
  const handle = of.hasHandle ? randomHandle() : null
  await book.session.run(of.add, row, { version: 1, commit_no, handle })
  counts.added++
  await book.enter('added', of, row, 1)
}

async function amend(
  book: Book,
  { counts }: Started,
  of: Kept,
  row: AnyRow,
  known: StoredRow,
): Promise<void> {
  const commit_no = await book.no()
  const version = known.version + 1
  await book.session.run(archive, {
    record: of.name,
    record_id: of.idOf(known),
    version: known.version,
    patient_id: await book.patientOf(of, known),
    commit_no: known.commit_no,
    replaced_by_commit: commit_no,
    row: of.textOf(known),
  })
  await book.session.run(of.amend, row, { version, commit_no })
  counts.amended++
  await book.enter('amended', of, row, version)
}

/** The audit book of one commit: its number, and the chain that its events continue. */

import { desc, eq, sql } from 'drizzle-orm'
import { query, type Session } from '#dialect'
import type { AnyRow } from '../../server/domain/records/index.ts'
import { commits, episodes } from '../schema/index.ts'
import { addEvent, chainEnd, eventTexts, type Said, sha256 } from './audit.ts'
import { insertInto, type Kept } from './kept.ts'

export interface Book {
  readonly session: Session
  /** This commit's number; the commit is written down when it is first asked for. */
  no(): Promise<number>
  /** This commit's number if it has one. */
  ownNo(): number | undefined
  /** The number of the last commit, this one or an earlier one; 0 before the first. */
  lastNo(): number
  patientOf(of: Kept, row: AnyRow): Promise<string | null>
  enter(action: 'added' | 'amended', of: Kept, row: AnyRow, version: number): Promise<void>
}

const lastCommit = query<{ no: number }>({ no: commits.no }, (db) =>
  db.select({ no: commits.no }).from(commits).orderBy(desc(commits.no)).limit(1),
)
const addCommit = insertInto(commits)
const patientOfEpisode = query<{ patient_id: string }>({ patient_id: episodes.patient_id }, (db) =>
  db
    .select({ patient_id: episodes.patient_id })
    .from(episodes)
    .where(eq(episodes.episode_id, sql.placeholder('episode_id'))),
)

export async function openBook(session: Session, said: Said): Promise<Book> {
  const last = (await session.row(lastCommit))?.no ?? 0
  const end = await chainEnd(session)
  const textOf = eventTexts(said)
  let own: number | undefined
  let latest: { episode: unknown; patient: string | null } | undefined

  const no = async () => {
    if (own === undefined) {
      own = last + 1
      await session.run(addCommit, { no: own, ...said })
    }
    return own
  }
  const patientOf = async (of: Kept, row: AnyRow): Promise<string | null> => {
    if (of.owner === null) return null
    if (of.owner === 'patient_id') return row['patient_id'] as string // the column of that name
    if (latest?.episode !== row['episode_id'])
      latest = {
        episode: row['episode_id'],
        patient: (await session.row(patientOfEpisode, row))?.patient_id ?? null,
      }
    return latest?.patient ?? null
  }
  const enter: Book['enter'] = async (action, of, row, version) => {
    if (of.name === 'episodes') latest = undefined
    const id = of.idOf(row)
    const patient_id = await patientOf(of, row)
    const row_hash = sha256(of.textOf(row))
    end.seq++
    const { seq } = end
    const event = { action, id, patient_id, record: of.name, row_hash, seq, version }
    end.hash = sha256(end.hash + textOf(event))
    await session.run(addEvent, event, {
      record_id: id,
      commit_no: own,
      row_hash: Buffer.from(row_hash, 'hex'),
      hash: Buffer.from(end.hash, 'hex'),
    })
  }
  return { session, no, ownNo: () => own, lastNo: () => own ?? last, patientOf, enter }
}

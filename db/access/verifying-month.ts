/** Whether one month's file is what was once written: its structure, its sets, its chain, its mark. */
import { basename } from 'node:path'
import type { Session } from '#dialect'
import type { CalendarMonth } from '../../server/domain/calendar.ts'
import { Damage, type Progress } from '../../server/domain/verification.ts'
import { assertMark, type Head, type Seen } from '../mark.ts'
import { assertReferences, assertSound } from '../verify/soundness.ts'
import { chainName, hashOfEntry, hashOfShown } from './entry.ts'
import { hashAt } from './month-reader.ts'
import { shownIn } from './reading.ts'
import * as statements from './statements.ts'
import { type EntryRow, instants } from './statements.ts'

/** The end that this month shares with a neighbour. */
export interface Link extends Head {
  readonly month: string | null
}

export interface MonthSeen {
  /** Undefined where the month was made and nothing was written yet. */
  readonly opened: Link | undefined
  readonly closed: Link | undefined
  readonly head: Head
}

const pageSize = 1000

/** A month's file, and its mark as it was before the file was opened. */
export interface MonthFile {
  readonly file: string
  readonly month: CalendarMonth
  readonly mark: Seen
}

/** @throws Damage at the first place that is not as it was written */
export async function monthSeen(
  session: Session,
  { file, month, mark }: MonthFile,
  progress: Progress,
): Promise<MonthSeen> {
  await assertSound(session, basename(file))
  await assertReferences(session, basename(file))
  await assertSets(session, month)
  const opened = await linkNamed(session, 'opened')
  const closed = await linkNamed(session, 'closed')
  const head = await chainEnd(session, month, opened ?? { seq: 0, hash: '' }, progress)
  if (closed && (closed.seq !== head.seq || closed.hash !== head.hash))
    throw new Damage(
      `access log of ${month}, entry ${head.seq + 1}`,
      `the month ended with entry ${closed.seq}; what is there ends with ${head.seq}`,
    )
  await assertMark({ file, chain: chainName, hashAt: (seq) => hashAt(session, seq) }, mark)
  return { opened, closed, head }
}

/** Every entry's hash, made again, and no number left out. */
async function chainEnd(
  session: Session,
  month: CalendarMonth,
  begin: Head,
  progress: Progress,
): Promise<Head> {
  let head = begin
  let looked = 0
  for (;;) {
    const rows = await session.rows(statements.entriesAfter, {
      after: looked === 0 ? -1 : head.seq,
      from: instants.first,
      to: instants.last,
      patient: null,
      limit: pageSize,
    })
    for (const row of rows) head = followed(month, head, row)
    looked += rows.length
    progress(looked)
    if (rows.length < pageSize) return assertAll(session, month, head, looked)
  }
}

function followed(month: CalendarMonth, before: Head, row: EntryRow): Head {
  const place = `access log of ${month}, entry ${before.seq + 1}`
  if (row.seq !== before.seq + 1)
    throw new Damage(place, `it is missing; the next one there is ${row.seq}`)
  const { who, role, shown_hash, hash, ...said } = row
  const entry = { ...said, actor: { who, role }, shown_hash: shown_hash?.toString('hex') ?? null }
  const found = hash.toString('hex')
  if (hashOfEntry(before, entry) !== found)
    throw new Damage(place, 'what stands there is not what its hash was made of')
  return { seq: row.seq, hash: found }
}

/** An entry whose instant was spoilt would be passed over by a reading in time. */
async function assertAll(session: Session, month: CalendarMonth, head: Head, looked: number) {
  const counted = (await session.row(statements.countEntries))?.entries
  if (counted === looked) return head
  throw new Damage(`access log of ${month}`, `${counted} entries are there, ${looked} with a time`)
}

/** Every set's members, hashed again; sets that no entry names and members of no set are found too. */
async function assertSets(session: Session, month: CalendarMonth): Promise<void> {
  let members = 0
  let after = -1
  for (;;) {
    const sets = await session.rows(statements.setsAfter, { after, limit: pageSize })
    for (const set of sets) members += await assertSet(session, month, set)
    if (sets.length < pageSize) break
    after = sets.at(-1)!.shown_no
  }
  const counted = (await session.row(statements.countMembers))?.members
  if (counted !== members)
    throw new Damage(`access log of ${month}`, `${counted} people are in sets of ${members}`)
}

async function assertSet(session: Session, month: CalendarMonth, set: statements.KeptSet) {
  const place = `access log of ${month}, set ${set.shown_no}`
  const shown = await shownIn(session)(set.shown_hash)
  if (shown.length !== set.patients || hashOfShown(shown) !== set.shown_hash.toString('hex'))
    throw new Damage(place, 'the people in it are not those that its hash was made of')
  if (!(await session.row(statements.entryNaming, { shown_hash: set.shown_hash })))
    throw new Damage(place, 'no entry names it: an entry is gone')
  return shown.length
}

async function linkNamed(session: Session, name: 'opened' | 'closed'): Promise<Link | undefined> {
  const found = await session.row(statements.linkNamed, { link: name })
  return found && { month: found.month, seq: found.seq, hash: found.hash.toString('hex') }
}

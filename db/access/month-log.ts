/** One month of the access log: its file, its chain, and how the chain goes on next month. */
import { instantText, openStore, type Session } from '#dialect'
import type { Access } from '../../server/domain/access.ts'
import { categoryOfAccess } from '../../server/domain/audit/category.ts'
import type { CalendarMonth } from '../../server/domain/calendar.ts'
import { type Head, openMark } from '../mark.ts'
import { chainName, hashOfEntry, hashOfShown, origin, shownIn } from './entry.ts'
import { guarded } from './guarded.ts'
import { closingOf, hashAt } from './month-reader.ts'
import { monthFile, monthsKept } from './months.ts'
import * as statements from './statements.ts'

export interface MonthLog {
  readonly month: CalendarMonth
  /**
   * Adds entries to the end of the chain: all or none, on the disk when it resolves. Where the month
   * was over, nothing is added and the answer is the month in which the chain goes on.
   */
  append(accesses: readonly Access[]): Promise<CalendarMonth | undefined>
  /** Ends this month's chain for good. Answers the month that follows, whoever named it first. */
  endFor(next: CalendarMonth): Promise<CalendarMonth>
  close(): Promise<void>
}

/** Opens a month, made where it is new, as the continuation of the last month before it. */
export async function openMonth(registryFile: string, month: CalendarMonth): Promise<MonthLog> {
  const before = monthsKept(registryFile).findLast((kept) => kept < month)
  const file = monthFile(registryFile, month)
  const store = await openStore(file, { guarded, form: 'sqlite-access' })
  await store.writing((session) => begin(session, registryFile, before))
  const mark = await openMark({
    file,
    chain: chainName,
    hashAt: (seq) => store.reading((session) => hashAt(session, seq)),
  })
  return {
    month,
    append: async (accesses) => {
      const end = await store.writing((session) => appendIn(session, accesses))
      if ('month' in end) return end.month
      mark.write(end)
      return undefined
    },
    endFor: (next) => store.writing((session) => end(session, next)),
    close: async () => {
      await store.close()
      mark.close()
    },
  }
}

/** The first line of a month: where the month before had ended. Two programs may both begin it. */
async function begin(session: Session, registryFile: string, before: CalendarMonth | undefined) {
  const opened = await session.row(statements.linkNamed, { link: 'opened' })
  if (opened) return
  const head = before === undefined ? origin : await closingOf(registryFile, before)
  await link(session, 'opened', before ?? null, head)
}

async function end(session: Session, next: CalendarMonth): Promise<CalendarMonth> {
  const closed = await monthAfter(session)
  if (closed) return closed
  await link(session, 'closed', next, await headIn(session))
  return next
}

async function appendIn(
  session: Session,
  accesses: readonly Access[],
): Promise<Head | { month: CalendarMonth }> {
  const closed = await monthAfter(session)
  if (closed) return { month: closed }
  let head = await headIn(session)
  for (const access of accesses) head = await appendOne(session, head, access)
  return head
}

async function appendOne(session: Session, before: Head, access: Access): Promise<Head> {
  const { category = categoryOfAccess(access) } = access
  const { actor, patients, ...said } = { ...access, category, at: instantText(access.at) }
  const shown = shownIn(patients)
  const shown_hash = hashOfShown(shown)
  const head = { seq: before.seq + 1, hash: hashOfEntry(before, { ...said, actor, shown_hash }) }
  const shownKept = shown_hash === null ? null : await keepSet(session, shown_hash, shown)
  await session.run(statements.addEntry, {
    ...said,
    ...actor,
    seq: head.seq,
    shown_hash: shownKept,
    hash: bytes(head.hash),
  })
  return head
}

/** A set of people is written the first time it is shown; later the entry only names it. */
async function keepSet(session: Session, hash: string, shown: readonly string[]): Promise<Buffer> {
  const shown_hash = bytes(hash)
  if (await session.row(statements.setHashed, { shown_hash })) return shown_hash
  const last = await session.row(statements.lastSet)
  const shown_no = (last?.shown_no ?? 0) + 1
  await session.run(statements.addSet, { shown_no, shown_hash, patients: shown.length })
  for (const patient_id of shown) await session.run(statements.addMember, { shown_no, patient_id })
  return shown_hash
}

/** The end of the chain so far. Read under the write lock: other programs append too. */
async function headIn(session: Session): Promise<Head> {
  const last =
    (await session.row(statements.lastEntry)) ??
    (await session.row(statements.linkNamed, { link: 'opened' }))
  if (!last) throw new Error('a month of the access log does not say where it begins')
  return { seq: last.seq, hash: last.hash.toString('hex') }
}

async function monthAfter(session: Session): Promise<CalendarMonth | undefined> {
  const closed = await session.row(statements.linkNamed, { link: 'closed' })
  return closed ? (closed.month as CalendarMonth) : undefined // `end` wrote it
}

const link = (session: Session, kind: string, month: string | null, { seq, hash }: Head) =>
  session.run(statements.addLink, { link: kind, month, seq, hash: bytes(hash) })

const bytes = (hex: string): Buffer => Buffer.from(hex, 'hex')

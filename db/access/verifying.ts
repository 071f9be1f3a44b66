/** Whether the access log is what was once written: its months, and the links between them. */
import { basename } from 'node:path'
import { type CalendarMonth, monthsBetween } from '../../server/domain/calendar.ts'
import { Damage, type Progress } from '../../server/domain/verification.ts'
import { type Head, seenMark } from '../mark.ts'
import { stumbling } from '../verify/soundness.ts'
import { origin } from './entry.ts'
import { readingMonth } from './month-reader.ts'
import { monthFile, monthsKept } from './months.ts'
import { type Link, type MonthSeen, monthSeen } from './verifying-month.ts'

/** A month may be thrown away when its ten years are over (trust.md), and not before. */
const monthsToKeep = 120

interface Seen extends MonthSeen {
  readonly month: CalendarMonth
}

/**
 * Looks at all months of a registry's access log, oldest first. Answers how many entries there are.
 * @throws Damage at the first place that is not as it was written
 */
export async function verifyAccessLog(registryFile: string, progress: Progress): Promise<number> {
  let looked = 0
  let before: Seen | undefined
  const isOver = () => before?.closed !== undefined
  for (const month of monthsToLookAt(registryFile, isOver)) {
    const found = await look(registryFile, month, (inMonth) => progress(looked + inMonth))
    const opened = found.opened ?? { ...(before?.head ?? origin), month: before?.month ?? null }
    if (before) assertFollows(before, month, opened)
    else assertFirst(month, opened, monthsKept(registryFile).at(-1) ?? month)
    looked += found.head.seq - opened.seq
    before = { ...found, month }
  }
  if (before?.closed)
    throw new Damage(nameOf(before.closed.month), `it is missing; ${before.month} went on in it`)
  return looked
}

/** Those that are there, and where the last of them ends meanwhile, those that follow. */
function* monthsToLookAt(registryFile: string, isOver: () => boolean): Iterable<CalendarMonth> {
  const months = monthsKept(registryFile)
  yield* months
  let last = months.at(-1)
  while (last !== undefined && isOver()) {
    const former: CalendarMonth = last
    last = monthsKept(registryFile).find((month) => month > former)
    if (last !== undefined) yield last
  }
}

function look(registryFile: string, month: CalendarMonth, progress: Progress): Promise<MonthSeen> {
  const file = monthFile(registryFile, month)
  const mark = seenMark(file) // before the file is opened: others write on
  return stumbling(basename(file), () =>
    readingMonth(registryFile, month, (session) =>
      monthSeen(session, { file, month, mark }, progress),
    ),
  )
}

function assertFirst(month: CalendarMonth, opened: Link, newest: CalendarMonth): void {
  if (opened.month === null && sameHead(opened, origin)) return
  const former = opened.month as CalendarMonth | null // written by `begin`
  if (former !== null && monthsBetween(former, newest) > monthsToKeep) return
  throw new Damage(nameOf(former), `it is missing; ${month} goes on from it`)
}

function assertFollows(before: Seen, month: CalendarMonth, opened: Link): void {
  const { closed } = before
  if (!closed) throw new Damage(nameOf(before.month), `it was never ended, and ${month} is there`)
  if (closed.month !== month)
    throw new Damage(nameOf(closed.month), `it is missing; ${before.month} went on in it`)
  if (opened.month !== before.month || !sameHead(opened, closed))
    throw new Damage(nameOf(month), `it does not begin where ${before.month} ended`)
}

const sameHead = (a: Head, b: Head): boolean => a.seq === b.seq && a.hash === b.hash
const nameOf = (month: string | null): string => `the access log of ${month ?? 'before'}`

/** The access log (trust.md): every read, list, export, print, sign-in and refusal, for ten years. */
import { instantText } from '#dialect'
import type { Access, AccessLog } from '../../server/domain/access.ts'
import type { Trail } from '../../server/domain/audit/trail.ts'
import type { CalendarMonth } from '../../server/domain/calendar.ts'
import { databaseFile } from '../database-file.ts'
import type { Head } from '../mark.ts'
import type { AccessEntry } from './entry.ts'
import { grouped } from './grouped.ts'
import { beginOf } from './head.ts'
import { type MonthLog, openMonth } from './month-log.ts'
import { monthOfInstant, monthsKept } from './months.ts'
import { type EntriesWanted, entriesOf } from './reading.ts'
import { accessReports } from './reporting.ts'

export type { AccessEntry } from './entry.ts'
export type { EntriesWanted } from './reading.ts'
export { verifyAccessLog } from './verifying.ts'

/** The log, with its entries to be read back. */
export interface KeptAccessLog extends AccessLog {
  /** Entries of a time, oldest first; of one patient, where named. */
  entries(wanted?: EntriesWanted): AsyncIterable<AccessEntry>
  /** Where the oldest month that is kept begins. */
  begins(): Promise<Head>
  /** What reports ask. */
  readonly reports: Omit<Trail, 'changes'>
}

/**
 * Opens the access log of a registry. Its files lie beside the registry's, one a month; several
 * programs may write to it at once. An entry goes into the file of its month in UTC; a month that
 * another has followed is over, and an entry that comes late is in the month then open.
 *
 * @param url of the registry: `file:data/registry.db`
 */
export async function openAccessLog(url: string): Promise<KeptAccessLog> {
  const registryFile = databaseFile(url)
  let open: MonthLog | undefined

  async function logFor(wanted: CalendarMonth): Promise<MonthLog> {
    const newest = open?.month ?? monthsKept(registryFile).at(-1) ?? wanted
    open ??= await openMonth(registryFile, newest)
    while (wanted > open.month) open = await goOnIn(await open.endFor(wanted))
    return open
  }
  async function goOnIn(month: CalendarMonth): Promise<MonthLog> {
    await open?.close()
    open = undefined
    open = await openMonth(registryFile, month)
    return open
  }
  async function write(accesses: readonly Access[]): Promise<void> {
    const wanted = monthOfInstant(accesses[0]!.at) // a group is never empty
    for (;;) {
      const next = await (await logFor(wanted)).append(accesses)
      if (next === undefined) return
      await goOnIn(next)
    }
  }

  const group = grouped(
    write,
    (first, next) => monthOfInstant(first.at) === monthOfInstant(next.at),
  )
  return {
    record: async (access) => group.add({ ...access, at: instantText(access.at) }),
    entries: (wanted = {}) => entriesOf(registryFile, wanted),
    reports: accessReports(registryFile),
    begins: () => beginOf(registryFile),
    close: async () => {
      await group.drained()
      await open?.close()
      open = undefined
    },
  }
}

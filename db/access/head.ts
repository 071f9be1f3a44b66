/** How far the access log has come. */
import type { CalendarMonth } from '../../server/domain/calendar.ts'
import type { Head } from '../mark.ts'
import { origin } from './entry.ts'
import { readingMonth } from './month-reader.ts'
import { monthsKept } from './months.ts'
import { lastEntry, linkNamed } from './statements.ts'

/** The month that is open, and the end of its chain; undefined where nothing was ever logged. */
export async function accessHead(
  registryFile: string,
): Promise<(Head & { readonly month: CalendarMonth }) | undefined> {
  for (const month of monthsKept(registryFile).toReversed()) {
    const head = await readingMonth(registryFile, month, async (session) => {
      return (await session.row(lastEntry)) ?? (await session.row(linkNamed, { link: 'opened' }))
    })
    if (head) return { month, seq: head.seq, hash: head.hash.toString('hex') }
  }
  return undefined
}

/** Where the oldest month that is kept goes on from; the origin where nothing is older. */
export async function beginOf(registryFile: string): Promise<Head> {
  const [month] = monthsKept(registryFile)
  if (month === undefined) return origin
  const opened = await readingMonth(registryFile, month, (session) =>
    session.row(linkNamed, { link: 'opened' }),
  )
  return opened ? { seq: opened.seq, hash: opened.hash.toString('hex') } : origin
}

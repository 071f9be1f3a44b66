/** Reading one month's file, without being able to change it. */
import { DatabaseRefused, OlderForm, openStore, type Session, type Store } from '#dialect'
import type { CalendarMonth } from '../../server/domain/calendar.ts'
import type { Head } from '../mark.ts'
import { guarded } from './guarded.ts'
import { monthFile } from './months.ts'
import * as statements from './statements.ts'

/** Does something with a month's file at one moment. @throws DatabaseRefused where it is not there */
export async function readingMonth<T>(
  registryFile: string,
  month: CalendarMonth,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  const store = await openMonthReadonly(registryFile, month)
  try {
    return await store.reading(work)
  } finally {
    await store.close()
  }
}

/** A month that ended before the program was renewed is brought up to its form when first read. */
async function openMonthReadonly(registryFile: string, month: CalendarMonth): Promise<Store> {
  const file = monthFile(registryFile, month)
  const opening = { guarded, form: 'sqlite-access' } as const
  try {
    return await openStore(file, { ...opening, readonly: true })
  } catch (error) {
    if (!(error instanceof OlderForm)) throw error
    await (await openStore(file, opening)).close()
    return openStore(file, { ...opening, readonly: true })
  }
}

/** Where a month's chain ended. @throws DatabaseRefused where it has not: it cannot be continued */
export const closingOf = (registryFile: string, month: CalendarMonth): Promise<Head> =>
  readingMonth(registryFile, month, async (session) => {
    const closed = await session.row(statements.linkNamed, { link: 'closed' })
    if (!closed) throw new DatabaseRefused(`the access log of ${month} has not been ended`)
    return { seq: closed.seq, hash: closed.hash.toString('hex') }
  })

/** The hash (hex) of an entry; undefined where there is none of that number. */
export async function hashAt(session: Session, seq: number): Promise<string | undefined> {
  return (await session.row(statements.hashAt, { seq }))?.hash.toString('hex')
}

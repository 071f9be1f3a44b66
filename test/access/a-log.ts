/** A folder with an access log in it, and entries told in a few words. */
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, onTestFinished } from 'vitest'
import { type KeptAccessLog, openAccessLog, verifyAccessLog } from '../../db/access/index.ts'
import type { Access } from '../../server/domain/access.ts'
import { Damage } from '../../server/domain/verification.ts'
import { instant } from '../../server/domain/zone.ts'
import { freshFolder } from '../support/registries.ts'

/** Where the test's registry would lie. */
export const aPlace = (): string => join(freshFolder(), 'registry.db')

/** The log beside that registry, closed after the test. */
export async function aLog(registryFile: string): Promise<KeptAccessLog> {
  const log = await openAccessLog(`file:${registryFile}`)
  onTestFinished(() => log.close())
  return log
}

/** Somebody read the pages of these patients. */
export const shown = (at: string, ...patients: string[]): Access => ({
  at: instant(at),
  actor: { who: 'cm-1', role: 'care_manager' },
  action: 'read',
  what: 'patient',
  patients,
  substance_use: false,
  outcome: 'done',
  reason: null,
})

export async function all<T>(stream: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = []
  for await (const one of stream) list.push(one)
  return list
}

/** A month's file as anybody may open it who can reach it; closed after the test. */
export function raw(registryFile: string, month = '2026-11'): Database.Database {
  const client = new Database(fileOf(registryFile, month))
  onTestFinished(() => void client.close())
  return client
}

export const fileOf = (registryFile: string, month: string): string =>
  registryFile.replace(/\.db$/, `.access-${month}.db`)

/** What the first broken place is. Fails where nothing is found. */
export const damage = (registryFile: string): Promise<Damage> =>
  verifyAccessLog(registryFile, () => {}).then(
    () => expect.fail('nothing was found'),
    (error: unknown) => (error instanceof Damage ? error : Promise.reject(error)),
  )

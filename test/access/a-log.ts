/** A folder with an access log in it, and entries told in a few words. */
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { type KeptAccessLog, openAccessLog } from '../../db/access/index.ts'
import type { Access } from '../../server/domain/access.ts'
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

/** One server a registry: the lock is the operating system's, and ends with its holder however that ends. */
import { closeSync, openSync } from 'node:fs'
import Database from 'better-sqlite3'
import { DatabaseRefused, isBusy } from './refusals.ts'

/** `registry.db` is served by whoever holds `registry.db-server`. Commands do not ask for it. */
export function soleServer(registryFile: string): { release(): void } {
  const file = `${registryFile}-server`
  closeSync(openSync(file, 'a', 0o600))
  const client = new Database(file, { timeout: 0 })
  try {
    client.exec('begin exclusive')
  } catch (error) {
    client.close()
    if (!isBusy(error)) throw error
    throw new DatabaseRefused(`another server is at work on ${registryFile}`)
  }
  return { release: () => void client.close() }
}

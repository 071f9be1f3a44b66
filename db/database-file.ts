/** Where a database lies: `file:data/registry.db`, as COCM_DATABASE_URL names it. */
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { DatabaseRefused } from '#dialect'

/** The path of a database's file. @throws DatabaseRefused where the URL names no file */
export function databaseFile(url: string): string {
  if (url.startsWith('file:///')) return fileURLToPath(url)
  if (/^file:[^/?#]|^file:\/[^/]/.test(url)) return resolve(url.slice('file:'.length))
  throw new DatabaseRefused(`${url} names no database; expected file:PATH`)
}

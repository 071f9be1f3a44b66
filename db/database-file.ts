/** Where a database lies: `file:data/registry.db`, as COCM_DATABASE_URL names it. */
import { fileURLToPath } from 'node:url'

/** The path of a database's file. @throws RangeError where the URL names no file */
export function databaseFile(url: string): string {
  if (url.startsWith('file://')) return fileURLToPath(url)
  const path = url.startsWith('file:') ? url.slice('file:'.length) : ''
  if (path === '') throw new RangeError(`not the URL of a file, such as file:data/registry.db`)
  return path
}

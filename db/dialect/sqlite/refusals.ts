/** What the engine says, in our words. */

/** The database cannot be used; the sentence says why, and nothing was changed. */
export class DatabaseRefused extends Error {
  override readonly name = 'DatabaseRefused'
}

/** The file is as an earlier version of the program left it: opened for writing, it is brought up. */
export class OlderForm extends DatabaseRefused {}

/** The engine's code of an error: SQLITE_BUSY, SQLITE_CONSTRAINT_UNIQUE … */
export function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return ''
  if ('code' in error && typeof error.code === 'string' && error.code.startsWith('SQLITE_'))
    return error.code
  return error.cause === undefined ? '' : codeOf(error.cause)
}

export type BrokenRule = 'duplicate' | 'dangling-reference' | 'broken-constraint'

/** Which rule of the tables an error broke; undefined: it is a fault of another kind. */
export function brokenRule(error: unknown): BrokenRule | undefined {
  const code = codeOf(error)
  if (code === 'SQLITE_CONSTRAINT_UNIQUE' || code === 'SQLITE_CONSTRAINT_PRIMARYKEY')
    return 'duplicate'
  if (code === 'SQLITE_CONSTRAINT_FOREIGNKEY') return 'dangling-reference'
  return code.startsWith('SQLITE_CONSTRAINT') ? 'broken-constraint' : undefined
}

export const isBusy = (error: unknown): boolean => /^SQLITE_(BUSY|LOCKED)/.test(codeOf(error))

/** A transaction was cut off by a kill, and only a connection that may write takes it back. */
export const isUnfinished = (error: unknown): boolean =>
  /^SQLITE_READONLY_(ROLLBACK|RECOVERY|CANTINIT)$/.test(codeOf(error))

/** @throws DatabaseRefused where an error means that the file is damaged or no database */
export function refuseDamage(file: string, error: unknown): never {
  const code = codeOf(error)
  if (code === 'SQLITE_NOTADB') throw new DatabaseRefused(`${file} is not a database`)
  if (code.startsWith('SQLITE_CORRUPT')) throw new DatabaseRefused(`${file} is damaged`)
  if (code.startsWith('SQLITE_CANTOPEN')) throw new DatabaseRefused(`${file} cannot be opened`)
  throw error
}

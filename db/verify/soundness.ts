/** What the engine says of a file, before anybody reads what stands in it. */
import { DatabaseRefused, danglingReferences, type Session, structureFault } from '#dialect'
import { Damage } from '../../server/domain/verification.ts'

/** @throws Damage where the file's structure is broken */
export async function assertSound(session: Session, file: string): Promise<void> {
  const [found] = await session.rows(structureFault)
  if (found?.integrity_check !== 'ok')
    throw new Damage(file, `the file is damaged: ${oneLine(found?.integrity_check ?? 'unknown')}`)
}

/** @throws Damage at the first row that names one that is not there */
export async function assertReferences(session: Session, file: string): Promise<void> {
  const [dangling] = await session.rows(danglingReferences)
  if (!dangling) return
  const { table, rowid, parent } = dangling
  throw new Damage(
    file,
    `row ${rowid ?? '?'} of ${table} names a row of ${parent} that is not there`,
  )
}

/** The engine cannot look, for reasons that are not the file's: a fault, and no finding. */
const notTheFile = /^SQLITE_(BUSY|LOCKED|FULL|IOERR|NOMEM|READONLY|PERM|INTERRUPT|MISUSE)/

/** Tells what the engine itself stumbles over as what it is. @throws Damage for such */
export async function stumbling<T>(file: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof DatabaseRefused) throw new Damage(file, error.message)
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (code.startsWith('SQLITE_') && !notTheFile.test(code))
      throw new Damage(file, `the file is damaged: ${oneLine((error as Error).message)}`) // has a code
    throw error
  }
}

const oneLine = (text: string): string => text.replaceAll(/\s*\n\s*/g, ' ')

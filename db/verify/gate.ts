/**
 * The gate of a start (trust.md): what can be looked at in a moment, before anybody writes. Where
 * something is wrong, the registry is opened for reading only, and says why; `cocm verify` then
 * looks at everything.
 */
import { existsSync } from 'node:fs'
import { basename } from 'node:path'
import { awaitsMigration, openForExamining, type Session } from '#dialect'
import { Damage } from '../../server/domain/verification.ts'
import { assertAccess, assertAudit, expectedBeside } from '../checkpoints/verifying.ts'
import { databaseFile } from '../database-file.ts'
import { openRegistry } from '../index.ts'
import { assertMark, seenMark } from '../mark.ts'
import { chainOf } from '../marked-store.ts'
import { chainEnd } from '../store/audit.ts'
import { examineChain } from './chain.ts'
import { assertReferences, stumbling } from './soundness.ts'

/** Events at the end of the chain, and lines of checkpoints, that every start looks at. */
const lastEvents = 2000
const lastLines = 1000

/**
 * @param key the key that signs checkpoints, where it does not lie beside the registry
 * @returns what is wrong; undefined where nothing is, or where no registry is yet
 * @throws DatabaseRefused where the file is none of ours, or a newer program's
 */
export async function damageAtStart(url: string, key: string | null): Promise<Damage | undefined> {
  const file = databaseFile(url)
  if (!existsSync(file)) return undefined
  if (await awaitsMigration(file)) await (await openRegistry(url)).close()
  try {
    await stumbling(basename(file), () => look(file, key))
    return undefined
  } catch (error) {
    if (error instanceof Damage) return error
    throw error
  }
}

async function look(file: string, key: string | null): Promise<void> {
  const mark = seenMark(file) // before the moment that is looked at: others write on
  const expected = expectedBeside(file, key)
  const some = { ...expected, lines: expected.lines.slice(-lastLines) }
  const { session, close } = await openForExamining(file)
  try {
    await assertReferences(session, basename(file))
    await assertTail(session)
    await assertMark(await chainOf(session, file), mark)
    await assertAudit(session, file, some)
  } finally {
    close()
  }
  await assertAccess(file, some)
}

async function assertTail(session: Session): Promise<void> {
  const { seq } = await chainEnd(session)
  await examineChain(session, () => undefined, Math.max(0, seq - lastEvents))
}

/** All that `cocm verify` looks at: the registry's file, its chain, its rows, and the access log. */
import { existsSync } from 'node:fs'
import { basename } from 'node:path'
import {
  awaitsMigration,
  type DatabaseKey,
  DatabaseRefused,
  databaseKey,
  openForExamining,
  type Session,
} from '#dialect'
import type { Check, Examination, Progress } from '../../server/domain/verification.ts'
import { verifyAccessLog } from '../access/verifying.ts'
import { assertAccess, assertAudit, expectedBeside } from '../checkpoints/verifying.ts'
import { databaseFile } from '../database-file.ts'
import { assertMark, assertNotEmptied, isEmptied, type Seen, seenMark } from '../mark.ts'
import { chainOf } from '../marked-store.ts'
import { examineChain } from './chain.ts'
import { examineRows } from './rows.ts'
import { assertReferences, assertSound, stumbling } from './soundness.ts'

/** Whether a registry has to be made or migrated before it can be examined. */
export async function isToBeMade(url: string): Promise<boolean> {
  const file = databaseFile(url)
  return !existsSync(file) || (!isEmptied(file) && (await awaitsMigration(file)))
}

/**
 * Examines a registry as it is at this moment, the access log beside it, and the checkpoints of both.
 * @param key the key that signs checkpoints, where it does not lie beside the registry
 */
export async function examine(url: string, key: string | null = null): Promise<Examination> {
  const file = databaseFile(url)
  const registry = await examineRegistry(file)
  const signed: Check = {
    of: 'the signed checkpoints',
    run: () => stumbling(basename(file), () => assertCheckpoints(file, key)),
  }
  const log: Check = {
    of: 'the access log',
    run: (progress) => verifyAccessLog(file, progress),
  }
  return { checks: [...registry.checks, log, signed], close: registry.close }
}

/**
 * Examines a registry's file alone, under the key of the process or its own.
 * @throws DatabaseRefused where there is none
 */
export async function examineRegistry(
  file: string,
  key: DatabaseKey = databaseKey(),
): Promise<Examination> {
  if (!existsSync(file)) throw new DatabaseRefused(`there is no database at ${file}`)
  const name = basename(file)
  let seen: Seen
  const examining = lazily(async () => {
    assertNotEmptied(file)
    seen = seenMark(file) // before the moment that is looked at: others write on
    return openForExamining(file, key)
  })
  const check = (
    of: string,
    run: (session: Session, progress: Progress) => Promise<number>,
  ): Check => ({
    of,
    run: (progress) => stumbling(name, async () => run((await examining.get()).session, progress)),
  })
  const one = (assertion: (session: Session) => Promise<void>) => (session: Session) =>
    assertion(session).then(() => 1)
  return {
    checks: [
      check(
        'the database file',
        one((session) => assertSound(session, name)),
      ),
      check(
        'the references between rows',
        one((session) => assertReferences(session, name)),
      ),
      check('the audit chain', examineChain),
      check(
        'the high-water mark',
        one(async (session) => assertMark(await chainOf(session, file), seen)),
      ),
      check('the rows, current and former', examineRows),
    ],
    close: async () => (await examining.got())?.close(),
  }
}

/** Made when it is first asked for. */
function lazily<T>(make: () => Promise<T>) {
  let made: Promise<T> | undefined
  return {
    get: () => {
      made ??= make()
      return made
    },
    got: async (): Promise<T | undefined> => made?.catch(() => undefined),
  }
}

/** Read before the moment that is looked at: others write on. @throws Damage */
async function assertCheckpoints(file: string, key: string | null): Promise<number> {
  const expected = expectedBeside(file, key)
  const { session, close } = await openForExamining(file)
  try {
    await assertAudit(session, file, expected)
  } finally {
    close()
  }
  await assertAccess(file, expected)
  return expected.lines.length
}

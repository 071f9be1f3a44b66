import { randomInt } from 'node:crypto'
import {
  copyFileSync,
  openSync,
  readFileSync,
  readSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openRegistry } from '../../db/index.ts'
import { examine } from '../../db/verify/index.ts'
import { type Verified, verify } from '../../server/use-cases/verify.ts'
import { storing } from '../support/rows.ts'
import { aMaster, everything } from './a-registry.ts'
import { by } from './by.ts'

let master: Awaited<ReturnType<typeof aMaster>>
beforeAll(async () => {
  master = await aMaster()
})
afterAll(() => master.remove())

const verified = async (file: string): Promise<Verified> => verify(await examine(`file:${file}`))
const broken = async (file: string) => {
  const found = await verified(file)
  return found.whole ? expect.fail('nothing was found') : found
}

describe('the file', () => {
  test.for<[what: string, spoil: (file: string) => void]>([
    ['no database at all', (file) => writeFileSync(file, 'x'.repeat(9000))],
    ['cut in half', (file) => truncateSync(file, readFileSync(file).length >> 1)],
    ['emptied', (file) => truncateSync(file)],
    [
      "somebody else's database",
      (file) => {
        rmSync(file)
        new Database(file).exec('create table t (x)').close()
      },
    ],
  ])('%s is damage, told in a sentence', async ([, spoil]) => {
    const file = master.copy()
    spoil(file)
    expect((await broken(file)).place).toBe('registry.db')
  })

  test('a -wal file that was cut short is found by the mark; SQLite says nothing of it', async () => {
    const [file, copy] = [master.copy(), master.copy()]
    const registry = await openRegistry(`file:${file}`)
    for (let n = 1; n <= 5; n += 1)
      await registry.commit({ ...by, changes: [storing('clinics', { clinic_id: `c-${n}` })] })
    for (const end of ['', '-wal', '-mark']) copyFileSync(file + end, copy + end)
    await registry.close()
    expect(await verified(copy)).toMatchObject({ whole: true })
    truncateSync(`${copy}-wal`, readFileSync(`${copy}-wal`).length - 3 * 4120)
    rmSync(`${copy}-shm`, { force: true })
    expect(await broken(copy)).toMatchObject({ of: 'the high-water mark', place: 'registry.db' })
  })

  test('whichever bit of it is flipped: it is found, or nothing reads differently', async () => {
    /** Not covered by any hash: keys of requests, the registry's name, handles, SQLite's own. */
    const covered = (file: string) => {
      const { idempotency_keys, registry_facts, __drizzle_migrations, sqlite_sequence, ...rows } =
        everything(file)
      return JSON.stringify(rows)
    }
    const before = covered(master.copy())
    for (let flips = 0; flips < 60; flips += 1) {
      const file = master.copy()
      const bytes = readFileSync(file)
      const place = randomInt(bytes.length)
      bytes[place]! ^= 1 << randomInt(8)
      writeFileSync(file, bytes)
      if (!(await verified(file)).whole) continue
      expect(covered(file) === before, `bit of byte ${place}`).toBe(true)
    }
  })
})

test('verifying changes nothing in the registry, and does not hold up who writes', async () => {
  const file = master.copy()
  const registry = await openRegistry(`file:${file}`)
  const examination = await examine(`file:${file}`)
  const [first, ...others] = examination.checks
  await first?.run(() => {})
  await registry.commit({ ...by, changes: [storing('clinics', { clinic_id: 'c-new' })] })
  for (const { run } of others) await run(() => {})
  await examination.close()
  await registry.close()
  const head = Buffer.alloc(16)
  readSync(openSync(file, 'r'), head)
  expect(head.toString()).toBe('SQLite format 3\0')
  expect(await verified(file)).toMatchObject({ whole: true })
})

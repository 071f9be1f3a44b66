import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { openAccessLog } from '../../db/access/index.ts'
import { openSessions } from '../../db/accounts/index.ts'
import { backingUp, restoring } from '../../db/backup/index.ts'
import { openCheckpoints } from '../../db/checkpoints/index.ts'
import { openRegistry } from '../../db/index.ts'
import { examine } from '../../db/verify/index.ts'
import { copyWhole, noteCopied } from '../../server/use-cases/backup.ts'
import { verify } from '../../server/use-cases/verify.ts'
import { all } from '../access/a-log.ts'
import { freshFolder, freshUrl } from '../support/registries.ts'
import { storing } from '../support/rows.ts'
import { aMaster, everything, tampered } from './a-registry.ts'
import { by } from './by.ts'

let master: Awaited<ReturnType<typeof aMaster>>
beforeAll(async () => {
  master = await aMaster()
})
afterAll(() => master.remove())

const backup = (file: string, to: string) => copyWhole(backingUp(`file:${file}`, to))
const restore = (from: string, file: string) =>
  copyWhole(
    restoring(from, `file:${file}`, {
      key: null,
      sign: (given) =>
        void openCheckpoints(`file:${file}`, null).restored({
          ...given,
          at: by.at,
          who: by.actor.who,
          why: 'the disk broke',
        }),
    }),
  )
const aName = () => join(freshFolder(), 'backup.db')

test('restore drill: every row of every table is back, and the registry goes on', async () => {
  const [file, to, again] = [master.copy(), aName(), join(freshFolder(), 'new/registry.db')]
  expect(await backup(file, to)).toMatchObject({ outcome: 'kept', givenUp: null })
  expect(await restore(to, again)).toMatchObject({ outcome: 'kept', givenUp: null })
  expect(everything(again)).toEqual(everything(file))
  const registry = await openRegistry(`file:${again}`)
  await registry.commit({ ...by, changes: [storing('clinics', { clinic_id: 'c-new' })] })
  await registry.close()
  expect(await verify(await examine(`file:${again}`))).toMatchObject({ whole: true })
})

test('a backup is one file for its owner only; nothing else is left lying about', async () => {
  const [file, to] = [master.copy(), aName()]
  await backup(file, to)
  expect(readdirSync(dirname(to))).toEqual(['backup.db'])
  expect(statSync(to).mode & 0o077).toBe(0)
  expect(readdirSync(dirname(file)).filter((name) => name.includes('partial'))).toEqual([])
})

test('a backup holds no session', async () => {
  const [file, to] = [master.copy(), aName()]
  const sessions = await openSessions(`file:${file}`)
  const token_hash = 'ab'.repeat(32)
  const at = by.at
  const where = { factor: null, address: null, client: null }
  await sessions.open({ token_hash, account_id: 'a-1', opened_at: at, seen_at: at, ...where })
  await backup(file, to)
  await sessions.close()
  const bytes = readFileSync(to)
  expect(bytes.includes(Buffer.from(token_hash, 'hex'))).toBe(false)
  expect(everything(to)).not.toHaveProperty('sessions')
})

test('what lies there already is never overwritten', async () => {
  const [file, to] = [master.copy(), aName()]
  writeFileSync(to, 'dear')
  expect(await backup(file, to)).toEqual({ outcome: 'in-the-way', what: to })
  expect(readFileSync(to, 'utf8')).toBe('dear')
})

test('nor what came there while the copy was made', async () => {
  const [file, to] = [master.copy(), aName()]
  const copying = backingUp(`file:${file}`, to)
  const slow = { ...copying, make: () => copying.make().finally(() => writeFileSync(to, 'dear')) }
  expect(await copyWhole(slow)).toMatchObject({ outcome: 'in-the-way' })
  expect(readFileSync(to, 'utf8')).toBe('dear')
  expect(readdirSync(dirname(to))).toEqual(['backup.db'])
})

test.for(['', '-wal', '-shm', '-journal'])(
  'a registry is restored into an empty place only (registry.db%s)',
  async (end) => {
    const [file, to] = [master.copy(), aName()]
    await backup(file, to)
    const place = join(freshFolder(), 'registry.db')
    writeFileSync(place + end, 'dear')
    expect(await restore(to, place)).toEqual({ outcome: 'in-the-way', what: place + end })
    expect(readdirSync(dirname(place))).toEqual([basename(place + end)])
    expect(readFileSync(place + end, 'utf8')).toBe('dear')
  },
)

test.for<[what: string, statement: string]>([
  ['a row changed past the registry', `update patients set family_name = 'Nobody'`],
  ['an event taken out', 'delete from audit_events where seq = 9'],
  ['a row that refers to nothing', `update episodes set clinic_id = 'nowhere'`],
])('a damaged registry makes no backup and says where: %s', async ([, statement]) => {
  const [file, to] = [master.copy(), aName()]
  tampered(file, statement)
  expect(await backup(file, to)).toMatchObject({ outcome: 'damaged' })
  expect(existsSync(to)).toBe(false)
})

test('a damaged backup is not restored', async () => {
  const [file, to, place] = [master.copy(), aName(), join(freshFolder(), 'registry.db')]
  await backup(file, to)
  tampered(to, `update patients set family_name = 'Nobody'`)
  expect(await restore(to, place)).toMatchObject({
    outcome: 'damaged',
    place: expect.stringMatching(/^patients /),
  })
  expect(readdirSync(dirname(place))).toEqual([])
})

test.for<[what: string, content: string | undefined, says: string]>([
  ['no file', undefined, 'there is no database at'],
  ['no database', 'x'.repeat(5000), 'is not a database'],
])('%s is refused in a sentence, and leaves nothing behind', async ([, content, says]) => {
  const [from, place] = [aName(), join(freshFolder(), 'registry.db')]
  if (content !== undefined) writeFileSync(from, content)
  await expect(restore(from, place)).rejects.toThrow(says)
  expect(readdirSync(dirname(place))).toEqual([])
})

test('a restore says what it gives up, and the log keeps it', async () => {
  const [file, to] = [master.copy(), aName()]
  const copied = await backup(file, to)
  const holds = copied.outcome === 'kept' ? copied.holds : expect.fail()
  const registry = await openRegistry(`file:${file}`)
  await registry.commit({ ...by, changes: [storing('clinics', { clinic_id: 'c-lost' })] })
  await registry.close()
  renameSync(file, `${file}.spoilt`)
  const restored = await restore(to, file)
  expect(restored).toEqual({ outcome: 'kept', holds, givenUp: holds + 1 })
  expect(await verify(await examine(`file:${file}`))).toMatchObject({ whole: true })
  const log = await openAccessLog(`file:${file}`)
  onTestFinished(() => log.close())
  await noteCopied(log, { ...by, action: 'restore' }, restored)
  expect(await all(log.entries())).toMatchObject([
    { action: 'restore', reason: `given up: changes ${holds + 1} to ${holds + 1}` },
  ])
})

test('an older file put in its place by hand is found: only a restore may give up changes', async () => {
  const file = master.copy()
  const old = aName()
  copyFileSync(file, old)
  const registry = await openRegistry(`file:${file}`)
  await registry.commit({ ...by, changes: [storing('clinics', { clinic_id: 'c-lost' })] })
  await registry.close()
  copyFileSync(old, file)
  expect(await verify(await examine(`file:${file}`))).toMatchObject({ of: 'the high-water mark' })
})

test('another registry begun at the same place has nothing to do with the mark there', async () => {
  const url = freshUrl()
  for (const clinic_id of ['c-1', 'c-2']) {
    const registry = await openRegistry(url)
    await registry.commit({ ...by, changes: [storing('clinics', { clinic_id })] })
    await registry.close()
    const file = url.slice('file:'.length)
    expect(await verify(await examine(url))).toMatchObject({ whole: true })
    if (clinic_id === 'c-1') renameSync(file, `${file}.former`)
  }
})

test('while another program writes without pause, each backup is whole and of one moment', async () => {
  const file = master.copy()
  const writer = fileURLToPath(new URL('writer.ts', import.meta.url))
  const words = ['--import', 'tsx', writer, `file:${file}`]
  const child: ChildProcess = spawn(process.execPath, words, {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  await once(child.stdout!, 'data')
  const held: number[] = []
  for (let time = 0; time < 4; time += 1) {
    const to = aName()
    const copied = await backup(file, to)
    expect(copied).toMatchObject({ outcome: 'kept' })
    const { clinics = [], staff = [] } = everything(to)
    held.push(clinics.length)
    expect(staff.length - clinics.length).toBe(
      everything(master.copy())['staff']!.length - everything(master.copy())['clinics']!.length,
    )
  }
  child.kill('SIGKILL')
  await once(child, 'close')
  expect(held.at(-1)).toBeGreaterThan(held[0]!)
})

/** The gate of a start: what it finds, and how the server goes on with what it found. */
import { copyFileSync, existsSync, readFileSync, truncateSync } from 'node:fs'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { openAccessLog } from '../../db/access/index.ts'
import { openCheckpoints } from '../../db/checkpoints/index.ts'
import { openRegistry } from '../../db/index.ts'
import { damageAtStart } from '../../db/verify/gate.ts'
import { all } from '../access/a-log.ts'
import { aMaster, tampered } from '../backup/a-registry.ts'
import { by } from '../backup/by.ts'
import { node, program } from '../http/support/program.ts'
import { freshUrl } from '../support/registries.ts'
import { storing } from '../support/rows.ts'

let master: Awaited<ReturnType<typeof aMaster>>
beforeAll(async () => {
  master = await aMaster()
})
afterAll(() => master.remove())

const atStart = (file: string) => damageAtStart(`file:${file}`, null)

test('lets through what is whole, what is not there yet, and what is of an older form', async () => {
  expect(await atStart(master.copy())).toBeUndefined()
  expect(await damageAtStart(freshUrl(), null)).toBeUndefined()
  const url = freshUrl()
  const client = new Database(url.slice('file:'.length))
  client.close() // an empty file: all migrations are still to come
  expect(await damageAtStart(url, null)).toBeUndefined()
})

test.for<[what: string, spoil: (file: string) => void, says: RegExp]>([
  [
    'an event near the end of the chain',
    (file) => tampered(file, `update audit_events set record_id = 'x' where seq = 200`),
    /is not what its hash was made of/,
  ],
  [
    'a row that names nothing',
    (file) => tampered(file, `update episodes set clinic_id = 'nowhere'`),
    /names a row of clinics that is not there/,
  ],
  [
    'a tail cut off, rows and all',
    (file) =>
      tampered(
        file,
        `delete from audit_events where record = 'switches'; delete from switches;
         delete from commits where no = (select max(no) from commits)`,
      ),
    /had been written, and it is gone/,
  ],
  ['a file cut short', (file) => truncateSync(file, 40_960), /damaged/],
])('finds %s', async ([, spoil, says]) => {
  const file = master.copy()
  spoil(file)
  expect((await atStart(file))?.message).toMatch(says)
})

test('finds an older copy of registry and mark, put back by hand, by the checkpoint', async () => {
  const file = master.copy()
  const registry = await openRegistry(`file:${file}`)
  await registry.commit({ ...by, changes: [storing('clinics', { clinic_id: 'c-new' })] })
  await registry.close()
  await openCheckpoints(`file:${file}`, null).write(by.at)
  expect(await atStart(file)).toBeUndefined()
  const older = master.copy()
  for (const end of ['', '-mark']) copyFileSync(older + end, file + end)
  expect((await atStart(file))?.message).toMatch(/it was signed that the audit chain held event/)
})

test('an emptied registry is refused outright, and nothing is made in its place', async () => {
  const file = master.copy()
  truncateSync(file)
  await expect(atStart(file)).rejects.toThrow(/is damaged: it is empty/)
  expect(readFileSync(file)).toHaveLength(0)
})

test("a newer program's registry is refused outright", async () => {
  const file = master.copy()
  const client = new Database(file)
  client.exec(`insert into "__drizzle_migrations" (hash, created_at) values ('f00', 9e15)`)
  client.close()
  const url = `file:${file}`
  const refused = damageAtStart(url, null).then((damage) => damage?.message, String)
  expect(await refused).toContain('newer version')
})

describe('npm start', { timeout: 240_000 }, () => {
  /** Started on a file, ended with the test. */
  function started(file: string) {
    const server = program(node('main'), {
      COCM_DATABASE_URL: `file:${file}`,
      LOG_LEVEL: 'silent',
      COCM_LOG_RESERVE_MB: '1',
    })
    onTestFinished(async () => {
      server.signal('SIGKILL')
      await server.ended
    })
    const address = async () => (await server.says(/served at (http:\S+)/))[1]!
    return { ...server, address }
  }

  test('opens a damaged registry for reading only, says so, and goes on logging', async () => {
    const file = master.copy()
    tampered(file, `update audit_events set record_id = 'x' where seq = 200`)
    const before = readFileSync(file)
    const server = started(file)
    const address = await server.address()
    expect(server.printed()).toMatch(
      /\*\*\* The registry is open for reading only: audit event 200/,
    )
    expect((await fetch(`${address}/ready`)).status).toBe(200)
    expect((await fetch(`${address}/api/caseload`)).status).toBe(401)
    server.signal('SIGTERM')
    expect(await server.ended).toBe(0)
    const log = await openAccessLog(`file:${file}`)
    onTestFinished(() => log.close())
    expect(await all(log.entries())).toMatchObject([{ action: 'refused' }])
    expect(readFileSync(file).equals(before)).toBe(true)
    expect(existsSync(`${file}-mark`), 'and its mark is left as it was').toBe(true)
  })

  test('a second server on the same registry is refused; when the first is killed, it is not', async () => {
    const file = master.copy()
    const first = started(file)
    await first.address()
    const second = started(file)
    expect(await second.ended).toBe(1)
    expect(second.printed()).toContain('another server is at work on')
    first.signal('SIGKILL')
    await first.ended
    await started(file).address()
  })

  test('a signal drains it: what was written is signed, and the log written back', async () => {
    const file = master.copy()
    const server = started(file)
    const address = await server.address()
    await fetch(`${address}/api/caseload`)
    server.signal('SIGTERM')
    expect(await server.ended).toBe(0)
    const last = await openCheckpoints(`file:${file}`, null).latest()
    expect(last?.statement.access?.seq).toBe(1)
    expect(existsSync(`${file}-wal`)).toBe(false)
    expect(await atStart(file)).toBeUndefined()
  })
})

/** What a file is promised: full durability, one migration, plain refusals, nothing half done. */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { assertDemanded, connect } from '../../db/dialect/sqlite/connection.ts'
import { openRegistry } from '../../db/index.ts'
import { instant } from '../../server/domain/zone.ts'
import { freshUrl, reopened } from '../support/registries.ts'
import { aHouse, aPatient, storing } from '../support/rows.ts'

const at = instant('2026-03-09T07:30:00Z')
const actor = { who: 'operator:test', role: 'operator' } as const
const fileOf = (url: string) => url.slice('file:'.length)
const child = (...args: string[]) =>
  spawn(
    process.execPath,
    ['--import', 'tsx', fileURLToPath(new URL('./support/child.ts', import.meta.url)), ...args],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  )
const ended = (process: ReturnType<typeof child>) =>
  new Promise<string>((resolve) => {
    let said = ''
    process.stdout.on('data', (text) => {
      said += text
    })
    process.stderr.on('data', (text) => {
      said += text
    })
    process.on('close', () => resolve(said))
  })

/** A registry with one patient, closed. */
async function aFile() {
  const url = freshUrl()
  const registry = await openRegistry(url)
  await registry.commit({ changes: [...aHouse, ...aPatient(1)], actor, at, reason: 'import' })
  await registry.close()
  return url
}

test('every connection to a reopened file runs FULL, with foreign keys and full triggers', async () => {
  const url = await aFile()
  for (const readonly of [false, true]) {
    const client = connect(fileOf(url), readonly)
    expect(client.pragma('journal_mode', { simple: true })).toBe('wal')
    expect(client.pragma('synchronous', { simple: true })).toBe(2)
    expect(() => assertDemanded(client)).not.toThrow()
    client.pragma('synchronous = NORMAL')
    expect(() => assertDemanded(client)).toThrow('synchronous is 1, not 2')
    client.close()
  }
})

test('a request carried out before a restart is known after it', async () => {
  const url = await aFile()
  const commit = {
    changes: [storing('activities')],
    actor,
    at,
    reason: 'said so',
    idempotency: { key: 'k', fingerprint: 'f' },
  }
  const first = await openRegistry(url)
  const receipt = await first.commit(commit)
  await first.close()
  const again = await (await reopened(url)).commit(commit)
  expect(again).toEqual({ ...receipt, replayed: true })
})

test('a registry opened for reading reads and never writes', async () => {
  const registry = await openRegistry(await aFile(), { readonly: true })
  expect((await registry.read('p1'))?.dossier.patient.mrn).toBe('0001')
  await expect(
    registry.commit({ changes: [storing('activities')], actor, at, reason: 'x' }),
  ).rejects.toThrow('open for reading only')
  await registry.close()
})

test.for<[string, RegExp, (file: string) => void]>([
  [
    'a file of text',
    /not a database/,
    (file) => writeFileSync(file, 'patient_id,mrn\n'.repeat(99)),
  ],
  ['a file cut short', /damaged/, (file) => truncateSync(file, 8192)],
  [
    'a page overwritten',
    /damaged/,
    (file) => {
      const bytes = readFileSync(file)
      writeFileSync(file, bytes.fill(7, 200, 4096))
    },
  ],
  [
    'a newer registry',
    /newer version/,
    (file) => {
      const client = new Database(file)
      client.exec(`insert into "__drizzle_migrations" (hash, created_at) values ('f00', 9e15)`)
      client.close()
    },
  ],
  [
    "another program's database",
    /not a registry/,
    (file) => {
      const client = new Database(file)
      client.pragma('application_id = 7')
      client.close()
    },
  ],
])('%s is refused in a plain sentence, and left as it is', async ([, sentence, spoil]) => {
  const url = await aFile()
  spoil(fileOf(url))
  const before = readFileSync(fileOf(url))
  const refusal = await openRegistry(url).catch((error: unknown) => error)
  expect(refusal).toMatchObject({
    name: 'DatabaseRefused',
    message: expect.stringMatching(sentence),
  })
  expect(readFileSync(fileOf(url)).equals(before)).toBe(true)
})

test.for(['postgres://host/db', 'registry.db', 'file:', 'file:?mode=memory'])(
  'the URL %s is refused',
  async (url) => {
    await expect(openRegistry(url)).rejects.toMatchObject({ name: 'DatabaseRefused' })
  },
)

test('a file of the first form is brought forward, and keeps its rows', async () => {
  const url = freshUrl()
  const folder = new URL('../../migrations/sqlite/', import.meta.url)
  const text = readFileSync(new URL('0000_registry.sql', folder), 'utf8')
  const client = new Database(fileOf(url))
  client.pragma('application_id = 0x436f434d')
  client.exec(text)
  client.exec(`create table "__drizzle_migrations" (id integer primary key, hash, created_at);
    insert into commits values (1, '2026-03-01T00:00:00.000Z', 'x', 'operator', 'import');
    insert into clinics values ('c1', 'Hill', 'UTC', 'office', '11', 'h', 1, 1)`)
  const hash = createHash('sha256').update(text).digest('hex')
  client.prepare('insert into "__drizzle_migrations" values (1, ?, 1)').run(hash)
  client.close()
  const reading = openRegistry(url, { readonly: true })
  await expect(reading).rejects.toThrow('older form')
  const registry = await reopened(url)
  expect(await registry.facts.counts()).toMatchObject({ clinics: 1 })
  await registry.close()
  await (await openRegistry(url, { readonly: true })).close()
})

test('a reader finds no database where there is none, and makes none', async () => {
  await expect(openRegistry(freshUrl(), { readonly: true })).rejects.toThrow('there is no database')
})

test('eight processes that open a fresh file at once all find one registry', async () => {
  const url = freshUrl()
  const said = await Promise.all(Array.from({ length: 8 }, () => ended(child('open', url))))
  expect(new Set(said).size).toBe(1)
  expect(said[0]).toMatch(/^opened [\w-]{22}\n$/)
})

test('a process that is killed in mid-import leaves the former state', async () => {
  const url = await aFile()
  const importer = child('import', url)
  await new Promise((resolve) => importer.stdout.once('data', resolve)) // thousands of rows are in
  importer.kill('SIGKILL')
  await ended(importer)
  const registry = await reopened(url)
  expect(await registry.facts.counts()).toMatchObject({ patients: 1, activities: 0 })
  expect(await registry.auditTrail()).toHaveLength(7)
  await registry.commit({ changes: [storing('activities')], actor, at, reason: 'goes on' })
  expect(await registry.auditTrail()).toHaveLength(8)
})

test('while another process writes at length, the event loop stays free and writes wait', async () => {
  const url = await aFile()
  const registry = await reopened(url)
  const other = new Database(fileOf(url))
  other.exec('begin immediate')
  let turns = 0
  const ticking = setInterval(() => turns++, 5)
  const writing = registry.commit({ changes: [storing('activities')], actor, at, reason: 'x' })
  expect((await registry.read('p1'))?.dossier.activities).toEqual([])
  await new Promise((resolve) => setTimeout(resolve, 400))
  clearInterval(ticking)
  other.exec('commit')
  other.close()
  await writing
  expect(turns).toBeGreaterThan(5)
  expect((await registry.read('p1'))?.dossier.activities).toHaveLength(1)
})

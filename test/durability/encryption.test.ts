/** Encryption at rest: with a key, no file holds a word that was written; without it, none opens. */
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { openAccessLog } from '../../db/access/index.ts'
import { openSessions } from '../../db/accounts/index.ts'
import { backingUp, restoring } from '../../db/backup/index.ts'
import { openDesk } from '../../db/desk/index.ts'
import { openRegistry, setDatabaseKey } from '../../db/index.ts'
import { openStaging } from '../../db/staging/index.ts'
import { examine } from '../../db/verify/index.ts'
import { copyWhole } from '../../server/use-cases/backup.ts'
import { verify } from '../../server/use-cases/verify.ts'
import { shown } from '../access/a-log.ts'
import { by } from '../backup/by.ts'
import { freshFolder, freshUrl } from '../support/registries.ts'
import { aHouse, aPatient, storing } from '../support/rows.ts'

const key = 'ab'.repeat(32)
const other = 'cd'.repeat(32)
const canary = 'Kanarienvogel'
const fileOf = (url: string) => url.slice('file:'.length)
afterEach(() => setDatabaseKey(null))

/** Writes the canary into every file that this program keeps, and leaves their logs unwritten back. */
async function sung(url: string) {
  const registry = await openRegistry(url)
  const named = storing('patients', { patient_id: 'p2', mrn: '2', family_name: canary })
  await registry.commit({ ...by, changes: [...aHouse, ...aPatient(1), named] })
  const log = await openAccessLog(url)
  await log.record({ ...shown('2026-11-21T10:00:00.000Z', 'p2'), reason: canary })
  const desk = await openDesk(url)
  const draft = { name: 'draft', patient_id: null, content: canary, kept_at: by.at }
  await desk.keepDraft('a-1', draft)
  const sessions = await openSessions(url)
  return {
    registry,
    close: async () => {
      for (const each of [desk, sessions, log, registry]) await each.close()
    },
  }
}

const holding = (folder: string): readonly string[] =>
  readdirSync(folder).filter((name) => readFileSync(join(folder, name)).includes(canary))

test('with a key, the canary is in no file: not in a database, not in a log beside it', async () => {
  setDatabaseKey(key)
  const url = freshUrl()
  const { close } = await sung(url)
  const folder = dirname(fileOf(url))
  expect(readdirSync(folder)).toEqual(
    expect.arrayContaining(['registry.db-wal', 'registry.desk.db', 'registry.access-2026-11.db']),
  )
  expect(holding(folder)).toEqual([])
  await close()
  expect(holding(folder)).toEqual([])
  expect(await verify(await examine(url))).toMatchObject({ whole: true })
})

test('the control: without a key it is there to be found', async () => {
  const url = freshUrl()
  const { close } = await sung(url)
  await close()
  expect(holding(dirname(fileOf(url)))).toEqual(
    expect.arrayContaining(['registry.db', 'registry.desk.db', 'registry.access-2026-11.db']),
  )
})

test.for<[what: string, key: string | null, found: boolean]>([
  ['with a key it is not in there', key, false],
  ['the control: without one it is', null, true],
])('rows that are staged for an import lie in a file too: %s', ([, given, found]) => {
  setDatabaseKey(given)
  const staging = openStaging()
  const long = canary.padEnd(4000, '.') // more than is kept in memory
  for (let n = 0; n < 12_000; n += 1)
    staging.add('patients', n + 2, {
      patient_id: `p${n}`,
      mrn: `${n}`,
      family_name: long,
    } as never)
  const open = readdirSync('/proc/self/fd').filter((fd) => pathOf(fd).includes('cocm-import-'))
  expect(open).not.toEqual([])
  const bytes = open.map((fd) => readFileSync(`/proc/self/fd/${fd}`))
  expect(bytes.some((each) => each.length > 0)).toBe(true)
  expect(bytes.some((each) => each.includes(canary))).toBe(found)
  staging.close()
})

function pathOf(fd: string): string {
  try {
    return readlinkSync(`/proc/self/fd/${fd}`)
  } catch {
    return ''
  }
}

test.for<[what: string, made: string | null, tried: string | null, says: RegExp]>([
  ['no key', key, null, /or it is encrypted and no COCM_DATABASE_KEY is given/],
  ['another key', key, other, /that COCM_DATABASE_KEY opens/],
  ['a key where none was used', null, key, /that COCM_DATABASE_KEY opens/],
])('%s is refused in a sentence, and changes nothing', async ([, made, tried, says]) => {
  setDatabaseKey(made)
  const url = freshUrl()
  await (await sung(url)).close()
  const before = readFileSync(fileOf(url))
  setDatabaseKey(tried)
  for (const readonly of [true, false])
    await expect(openRegistry(url, { readonly })).rejects.toMatchObject({
      name: 'DatabaseRefused',
      message: expect.stringMatching(says),
    })
  await expect(openAccessLog(url).then((log) => log.record(shown(by.at, 'p1')))).rejects.toThrow(
    says,
  )
  expect(readFileSync(fileOf(url)).equals(before)).toBe(true)
})

describe('backups', () => {
  const sign = () => undefined

  test.for<[what: string, database: string | null, backup: string | null, isPlain: boolean]>([
    ['a plain registry under a backup key', null, other, false],
    ['an encrypted registry under a backup key', key, other, false],
    ['an encrypted registry under its own', key, null, false],
    ['the control: no key at all', null, null, true],
  ])('%s: restored, every row is back', async ([, database, given, isPlain]) => {
    setDatabaseKey(database)
    const url = freshUrl()
    const { close } = await sung(url)
    const to = join(freshFolder(), 'backup.db')
    expect(await copyWhole(backingUp(url, to, given))).toMatchObject({ outcome: 'kept' })
    await close()
    expect(readFileSync(to).includes(canary)).toBe(isPlain)
    expect(readdirSync(dirname(fileOf(url))).filter((name) => name.includes('partial'))).toEqual([])
    const place = freshUrl()
    expect(await copyWhole(restoring(to, place, { key: given, sign }))).toMatchObject({
      outcome: 'kept',
    })
    expect(readFileSync(fileOf(place)).includes(canary)).toBe(database === null)
    expect(await verify(await examine(place))).toMatchObject({ whole: true })
    const [before, after] = await Promise.all([url, place].map(rowsOf))
    expect(after).toEqual(before)
  })

  test('without its key a backup is not restored', async () => {
    const url = freshUrl()
    await (await sung(url)).close()
    const to = join(freshFolder(), 'backup.db')
    await copyWhole(backingUp(url, to, other))
    const place = freshUrl()
    await expect(copyWhole(restoring(to, place, { key, sign }))).rejects.toThrow('neither key')
  })

  /** The trail covers every row of every table by its hash. */
  async function rowsOf(url: string) {
    const registry = await openRegistry(url, { readonly: true })
    const trail = await registry.auditTrail()
    const counts = await registry.facts.counts()
    const patients: unknown[] = []
    for await (const patient of registry.rows('patients')) patients.push(patient)
    await registry.close()
    return { trail, counts, patients }
  }
})

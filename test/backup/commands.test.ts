import { existsSync, readdirSync, readFileSync, renameSync, truncateSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openAccessLog } from '../../db/access/index.ts'
import { openCheckpoints } from '../../db/checkpoints/index.ts'
import { openRegistry } from '../../db/index.ts'
import type { Tools } from '../../server/cli/command.ts'
import { run } from '../../server/cli/run.ts'
import type { CalendarDay } from '../../server/domain/calendar.ts'
import { all } from '../access/a-log.ts'
import { freshFolder, freshUrl } from '../support/registries.ts'
import { storing } from '../support/rows.ts'
import { aMaster, tampered } from './a-registry.ts'
import { by } from './by.ts'

let master: Awaited<ReturnType<typeof aMaster>>
beforeAll(async () => {
  master = await aMaster()
})
afterAll(() => master.remove())

/** `cocm` as a shell would call it. */
async function cocm(databaseUrl: string, ...words: string[]) {
  const said: { out: string[]; err: string[] } = { out: [], err: [] }
  const tools: Tools = {
    databaseUrl,
    operator: by.actor,
    now: () => by.at,
    today: () => '2026-11-21' as CalendarDay,
    openRegistry: () => openRegistry(databaseUrl),
    openAccessLog: () => openAccessLog(databaseUrl),
    openCheckpoints: async () => openCheckpoints(databaseUrl, null),
    keys: { database: null, backup: null, signing: null },
    out: async (line) => void said.out.push(line),
    err: (line) => void said.err.push(line),
    status: () => {},
    isTerminal: false,
  }
  return { exit: await run(words, tools), ...said }
}

async function logged(databaseUrl: string) {
  const log = await openAccessLog(databaseUrl)
  const entries = await all(log.entries())
  await log.close()
  return entries.map(({ action, outcome, reason }) => [action, outcome, reason])
}

test('verify makes a registry where there is none, and finds nothing wrong with it', async () => {
  const url = freshUrl()
  expect(await cocm(url, 'verify')).toMatchObject({ exit: 0, err: [] })
  expect((await cocm(url, 'verify')).out.at(-1)).toBe('everything is as it was written')
  expect(await logged(url)).toEqual([
    ['verify', 'done', null],
    ['verify', 'done', null],
  ])
})

test('verify exits 1 with the first broken place, and the log knows', async () => {
  const file = master.copy()
  tampered(file, 'delete from audit_events where seq = 9')
  const found = 'audit event 9: it is missing; the next one there is 10'
  expect(await cocm(`file:${file}`, 'verify')).toEqual({ exit: 1, out: [], err: [found] })
  expect(await logged(`file:${file}`)).toEqual([['verify', 'done', `damaged: ${found}`]])
})

test('a registry that was emptied is damage, and none is made in its place', async () => {
  const file = master.copy()
  const url = `file:${file}`
  await (await openRegistry(url)).close() // its mark is there
  const mark = readFileSync(`${file}-mark`, 'utf8')
  truncateSync(file)
  for (const words of [['verify'], ['caseload'], ['backup', `${file}.copy`]]) {
    const { exit, out, err } = await cocm(url, ...words)
    expect({ exit, out }, words[0]).toEqual({ exit: 1, out: [] })
    expect(err[0]).toMatch(/registry\.db is damaged: it is empty/)
  }
  expect(readFileSync(file)).toHaveLength(0)
  expect(readFileSync(`${file}-mark`, 'utf8')).toBe(mark)
})

test('backup, and restore into an empty place', async () => {
  const url = `file:${master.copy()}`
  const to = join(freshFolder(), 'backup.db')
  expect(await cocm(url, 'backup', to)).toMatchObject({ exit: 0, err: [] })
  expect(await cocm(url, 'backup', to)).toEqual({
    exit: 1,
    out: [],
    err: [`${to} is there already: not overwritten`],
  })
  expect(await cocm(url, 'restore', to, '--why', 'a drill')).toMatchObject({ exit: 1, out: [] })
  const place = freshUrl()
  expect(await cocm(place, 'restore', to, '--why', 'a drill')).toMatchObject({ exit: 0, err: [] })
  expect(await cocm(place, 'verify')).toMatchObject({ exit: 0 })
  expect(await logged(url)).toEqual([
    ['backup', 'done', null],
    ['backup', 'refused', 'something is there already'],
    ['restore', 'refused', 'something is there already'],
  ])
})

test('a restore into an empty place needs no reason; one that gives something up does', async () => {
  const file = master.copy()
  const url = `file:${file}`
  const to = join(freshFolder(), 'backup.db')
  expect(await cocm(url, 'backup', to)).toMatchObject({ exit: 0 })
  expect(await cocm(freshUrl(), 'restore', to)).toMatchObject({ exit: 0, err: [] })

  const registry = await openRegistry(url)
  await registry.commit({ ...by, changes: [storing('clinics', { clinic_id: 'c-late' })] })
  await registry.close()
  renameSync(file, `${file}.spoilt`)
  const unsaid = await cocm(url, 'restore', to)
  expect(unsaid).toMatchObject({ exit: 1, out: [] })
  expect(unsaid.err.join()).toMatch(/would give up changes (\d+) to \1: say why, with --why/)
  expect(existsSync(file)).toBe(false)
  expect(readdirSync(dirname(file)).filter((name) => name.includes('partial'))).toEqual([])
  expect(await cocm(url, 'restore', to, '--why', 'spoilt')).toMatchObject({ exit: 0 })
})

test('a damaged registry: no backup, exit 1, and where', async () => {
  const file = master.copy()
  tampered(file, `update accounts set disabled = 1`)
  const to = join(freshFolder(), 'backup.db')
  const { exit, err } = await cocm(`file:${file}`, 'backup', to)
  expect(exit).toBe(1)
  expect(err.join()).toMatch(
    /^no backup was made, the registry is damaged: accounts a-1, version 1/,
  )
  expect(existsSync(to)).toBe(false)
})

test.for([
  ['backup'],
  ['restore'],
  ['restore', 'a', 'b'],
  ['backup', 'a', 'b'],
  ['verify', 'a'],
  ['verify', '--fast'],
])('cocm %s is a wrong call', async (words) => {
  expect(await cocm(freshUrl(), ...words)).toMatchObject({ exit: 2, out: [] })
})

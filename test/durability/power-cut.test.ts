/**
 * Power cuts: a program's writes are recorded, and put on disks as a power cut may leave them. What
 * was acknowledged is on each of them. Run with synchronous=NORMAL, the same harness finds losses.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bundled, compiledDisk, running } from './support/programs.ts'
import {
  type Chance,
  type Disk,
  type Operation,
  operationsIn,
  recordedDisk,
} from './support/replay.ts'

const seed = Number(process.env['COCM_TEST_SEED'] ?? 20261121)
const states = Number(process.env['COCM_TEST_POWER_CUTS'] ?? 5000)
/** The registry has a hundred times the pages of a month of the log: some of the states are its. */
const ofRegistry = Math.ceil(states / 10)

let writer: Awaited<ReturnType<typeof bundled>>
let disk: ReturnType<typeof compiledDisk>
let folder = ''
/** In memory where there is such a place: a hundred thousand files are made and removed. */
let scratch = ''
beforeAll(async () => {
  writer = await bundled('writer')
  disk = compiledDisk()
  folder = mkdtempSync(join(tmpdir(), 'cocm-power-'))
  scratch = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'cocm-power-'))
})
afterAll(() => {
  writer.remove()
  disk.remove()
  for (const each of [folder, scratch]) rmSync(each, { recursive: true, force: true })
})

/** Everything that a program did to its disk, its ledger included. */
async function recorded(name: string, count: number, ...faults: string[]) {
  const place = mkdtempSync(join(folder, 'disk-'))
  const record = `${place}.record`
  const words = [writer.file, `file:${join(place, 'registry.db')}`, name, String(count)]
  const env = { LD_PRELOAD: disk.library, DISK_FOLDER: place, DISK_RECORD: record }
  const program = running([...words, join(place, 'ledger'), ...faults], env)
  expect(await program.over, program.complaint()).toBe(0)
  return operationsIn(readFileSync(record))
}

/** Mulberry32: the same seed gives the same disks. */
function chanceFrom(start: number): Chance {
  let state = start
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * below)
  }
}

interface Subject {
  /** The database's file. */
  readonly file: string
  /** Which lines of the ledger speak of it. */
  readonly line: RegExp
  readonly ids: string
  /** Must find nothing: rows of a write that is there in part. */
  readonly halves: string
}
const log: Subject = {
  file: 'registry.access-2026-11.db',
  line: /^a /,
  ids: 'select what from access_entries',
  halves: `select 1 from access_entries a where not exists (
      select 1 from shown_members join shown_sets s using (shown_no)
      where s.shown_hash = a.shown_hash)`,
}
const registry: Subject = {
  file: 'registry.db',
  line: /^p /,
  ids: 'select patient_id from patients',
  halves: 'select 1 from patients where patient_id not in (select episode_id from care_team)',
}

/** What is wrong with a disk; undefined where nothing is. */
function faultOf(cut: Disk, subject: Subject, acknowledged: readonly string[]): string | undefined {
  for (const end of ['', '-wal', '-shm', '-journal'])
    rmSync(join(scratch, subject.file + end), { force: true })
  for (const [path, bytes] of cut)
    if (!path.endsWith('-shm')) writeFileSync(join(scratch, basename(path)), bytes)
  if (!existsSync(join(scratch, subject.file)))
    return acknowledged.length === 0 ? undefined : 'the file is not there'
  const client = new Database(join(scratch, subject.file))
  try {
    client.pragma('locking_mode = EXCLUSIVE')
    const found = client.pragma('integrity_check(1)', { simple: true })
    if (found !== 'ok') return String(found)
    if (acknowledged.length === 0) return undefined
    const there = new Set(client.prepare<[], string>(subject.ids).pluck().all())
    const lost = acknowledged.find((id) => !there.has(id))
    if (lost !== undefined) return `${lost} was acknowledged and is lost`
    return client.prepare(subject.halves).get() ? 'a write is there in part' : undefined
  } catch (error) {
    return String(error)
  } finally {
    client.close()
  }
}

/** Cuts the power at random moments from the first write on; answers what was found wrong. */
function cuts(operations: readonly Operation[], subject: Subject, count: number): string[] {
  const chance = chanceFrom(seed)
  const moments = Array.from({ length: count }, () => chance(operations.length)).sort(
    (a, b) => a - b,
  )
  const now = recordedDisk()
  const acknowledged: string[] = []
  const faults: string[] = []
  let ledger = -1
  let done = 0
  for (const moment of moments) {
    for (; done < moment; done += 1) {
      const operation = operations[done]!
      const text = operation.data.toString()
      if (text.endsWith('/ledger')) ledger = operation.file
      if (operation.file !== ledger) now.take(operation)
      else if (subject.line.test(text)) acknowledged.push(text.trim().slice(2))
    }
    const cut = new Map([...now.cut(chance)].filter(([path]) => isOf(subject, path)))
    const fault = faultOf(cut, subject, acknowledged)
    if (fault !== undefined) faults.push(`operation ${moment} of seed ${seed}: ${fault}`)
  }
  expect(acknowledged.length, 'the harness had something to lose').toBeGreaterThan(20)
  return faults
}

const isOf = ({ file }: Subject, path: string): boolean =>
  ['', '-wal', '-journal'].some((end) => path.endsWith(`/${file}${end}`))

test('the access log: all that was acknowledged is there after every power cut', async () => {
  const operations = await recorded('w', 250, 'log')
  expect(cuts(operations, log, states - ofRegistry)).toEqual([])
}, 300_000)

test('the registry: all that was acknowledged is there after every power cut', async () => {
  const operations = await recorded('w', 60)
  expect(cuts(operations, registry, ofRegistry)).toEqual([])
})

test.for<[string, Subject, string[]]>([
  ['the access log', log, ['log']],
  ['the registry', registry, []],
])(
  'with synchronous=NORMAL the same harness finds losses: %s',
  { timeout: 300_000 },
  async ([, subject, words]) => {
    const operations = await recorded('w', 80, ...words, 'normal')
    const faults = cuts(operations, subject, 400) // one in ten to one in four loses something of the log
    expect(faults.filter((fault) => fault.includes('is lost')).length).toBeGreaterThan(20)
  },
)

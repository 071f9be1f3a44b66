/** The trail verified offline, by one file without dependencies: whatever is altered is found. */
import { spawnSync } from 'node:child_process'
import { generateKeyPairSync, sign } from 'node:crypto'
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openAccessLog } from '../../db/access/index.ts'
import { openCheckpoints } from '../../db/checkpoints/index.ts'
import { openRegistry } from '../../db/index.ts'
import type { Tools } from '../../server/cli/command.ts'
import { run } from '../../server/cli/run.ts'
import type { CalendarDay } from '../../server/domain/calendar.ts'
import { signedText } from '../../server/domain/checkpoint.ts'
import { instant } from '../../server/domain/zone.ts'
import { shown } from '../access/a-log.ts'
import { clinicChanges } from '../http/support/clinic.ts'

const at = instant('2026-11-21T12:00:00.000Z')
const actor = { who: 'operator:test', role: 'operator' } as const
let folder: string
let lines: readonly string[]
let publicKey: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cocm-trail-'))
  const databaseUrl = `file:${join(folder, 'registry.db')}`
  const registry = await openRegistry(databaseUrl)
  await registry.commit({ changes: clinicChanges, actor, at, reason: 'test' })
  await registry.close()
  const log = await openAccessLog(databaseUrl)
  for (const month of ['09', '10', '11'])
    for (const day of ['01', '02', '03'])
      await log.record(shown(`2026-${month}-${day}T10:00:00.000Z`, 'pt-1', `pt-${day}`))
  await log.close()
  const file = join(folder, 'trail.jsonl')
  const out: string[] = []
  expect(await run(['trail', file], toolsOn(databaseUrl, out))).toBe(0)
  publicKey = out[1]!
  lines = readFileSync(file, 'utf8').trimEnd().split('\n')
  await builtOne()
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const toolsOn = (databaseUrl: string, out: string[]): Tools => ({
  databaseUrl,
  operator: actor,
  now: () => at,
  today: () => '2026-11-21' as CalendarDay, // a day that exists
  openRegistry: () => openRegistry(databaseUrl),
  openAccessLog: () => openAccessLog(databaseUrl),
  openCheckpoints: async () => openCheckpoints(databaseUrl, null),
  keys: { database: null, backup: null, signing: null },
  out: async (line) => void out.push(line),
  err: (line) => void out.push(line),
  status: () => {},
  isTerminal: false,
})

/** The one file, alone in a folder: what an auditor has. */
async function builtOne(): Promise<void> {
  const root = join(import.meta.dirname, '../..')
  const outDir = join(folder, 'built')
  const configFile = join(root, 'vite.trail.ts')
  await build({ root, configFile, logLevel: 'silent', build: { outDir } })
  copyFileSync(join(outDir, 'verify-trail.mjs'), join(folder, 'verify-trail.mjs'))
}

function verified(altered: readonly string[], ...more: readonly string[]) {
  const file = join(folder, 'altered.jsonl')
  writeFileSync(file, `${altered.join('\n')}\n`)
  const program = join(folder, 'verify-trail.mjs')
  const { status, stdout } = spawnSync(process.execPath, [program, file, ...more], {
    cwd: folder,
    encoding: 'utf8',
    env: {},
  })
  return { status, says: stdout }
}

/** The place of the n-th line of a kind. */
const placeOf = (kind: string, n: number): number =>
  lines.flatMap((line, index) => (JSON.parse(line).kind === kind ? [index] : []))[n - 1]!
const without = (index: number) => lines.filter((_, each) => each !== index)
const changed = (index: number, change: (line: string) => string) =>
  lines.with(index, change(lines[index]!))
const swapped = (a: number, b: number) => lines.with(a, lines[b]!).with(b, lines[a]!)
const last = () => lines.length - 1

test('what nobody touched is whole, signed by the key that was told', () => {
  const { status, says } = verified(lines, publicKey)
  expect(says).toContain('Everything is as it was written.')
  expect(says).toContain('10 accesses follow one another')
  expect(status).toBe(0)
})

describe('an alteration is found at its place', () => {
  test.for<[what: string, alter: () => readonly string[], says: RegExp]>([
    [
      'a change of a row',
      () =>
        changed(placeOf('change', 7), (line) => line.replace('"reason":"test"', '"reason":"x"')),
      /change 7: what stands there/,
    ],
    [
      'a hash made anew',
      () =>
        changed(placeOf('change', 7), (line) =>
          line.replace(/"hash":"[0-9a-f]{4}/, '"hash":"0000'),
        ),
      /change 7: what stands there/,
    ],
    ['a change removed', () => without(placeOf('change', 7)), /change 7: it is missing; 8 stands/],
    [
      'a change added',
      () => lines.toSpliced(placeOf('change', 7), 0, lines[placeOf('change', 7)]!),
      /change 8: it is missing; 7 stands/,
    ],
    [
      'two changes reordered',
      () => swapped(placeOf('change', 7), placeOf('change', 8)),
      /change 7: it is missing; 8 stands/,
    ],
    [
      'somebody taken out of what was shown',
      () => changed(placeOf('access', 4), (line) => line.replace(',"pt-1"', '')),
      /access 4: what stands there/,
    ],
    [
      'another person who looked',
      () => changed(placeOf('access', 4), (line) => line.replace('cm-1', 'cm-2')),
      /access 4: what stands there/,
    ],
    [
      'a flag of substance use',
      () =>
        changed(placeOf('access', 4), (line) =>
          line.replace('"substance_use":false', '"substance_use":true'),
        ),
      /access 4: what stands there/,
    ],
    ['an access removed', () => without(placeOf('access', 4)), /access 4: it is missing; 5 stands/],
    ['the tail cut', () => lines.slice(0, last()), /access 10: it is missing; a checkpoint/],
    [
      'the whole access log cut',
      () => lines.filter((line) => JSON.parse(line).kind !== 'access'),
      /access 1: it is missing; a checkpoint/,
    ],
    [
      'the tail of the changes cut',
      () =>
        without(placeOf('change', lines.filter((one) => JSON.parse(one).kind === 'change').length)),
      /change \d+: it is missing; a checkpoint/,
    ],
    [
      'the checkpoints gone',
      () => lines.filter((line) => JSON.parse(line).kind !== 'checkpoint'),
      /no checkpoint is signed/,
    ],
    [
      'a checkpoint that says less',
      () => changed(placeOf('checkpoint', 1), (line) => line.replace(/"seq":\d+/, '"seq":1')),
      /its signature is not by its key/,
    ],
    ['a line cut off', () => changed(last(), (line) => line.slice(0, 40)), /cut off or no JSON/],
    ['nothing', () => [], /there is nothing in it/],
  ])('%s', ([, alter, says]) => {
    const told = verified(alter())
    expect(told.says).toMatch(says)
    expect(told.status).toBe(1)
  })
})

test('a checkpoint signed by somebody else is found by the key that the registry publishes', () => {
  const { privateKey, publicKey: other } = generateKeyPairSync('ed25519')
  const key = other.export({ format: 'der', type: 'spki' }).toString('base64')
  const forged = lines.map((line) => {
    const each = JSON.parse(line)
    if (each.kind !== 'checkpoint') return line
    const { statement } = each.signed
    const signature = sign(null, Buffer.from(signedText(statement)), privateKey).toString('base64')
    return JSON.stringify({ kind: 'checkpoint', signed: { statement, key, signature } })
  })
  expect(verified(forged).status, 'nobody compared the key').toBe(0)
  const told = verified(forged, publicKey)
  expect(told).toMatchObject({ status: 1 })
  expect(told.says).toContain('another key than the one given')
})

test('the verifier is one file that imports nothing but Node', () => {
  const text = readFileSync(join(folder, 'verify-trail.mjs'), 'utf8')
  const imports = [...text.matchAll(/^import .* from "([^"]+)"/gm)].map(([, from]) => from)
  expect(imports.every((from) => from!.startsWith('node:'))).toBe(true)
})

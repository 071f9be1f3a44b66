/** A disk that is full, and a disk that fails. */
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { examine } from '../../db/verify/index.ts'
import { verify } from '../../server/use-cases/verify.ts'
import { freshUrl } from '../support/registries.ts'
import { foundAfter } from './support/killing.ts'
import { bundled, compiledDisk, running } from './support/programs.ts'
import { served } from './support/served.ts'

let steady: Awaited<ReturnType<typeof bundled>>
let disk: ReturnType<typeof compiledDisk>
let controls = ''
beforeAll(async () => {
  steady = await bundled('steady')
  disk = compiledDisk()
  controls = mkdtempSync(join(tmpdir(), 'cocm-controls-'))
})
afterAll(() => {
  steady.remove()
  disk.remove()
  rmSync(controls, { recursive: true, force: true })
})

const folderOf = (url: string) => dirname(url.slice('file:'.length))
const used = (folder: string) =>
  readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0)

/** The program on a disk whose size a test can change. */
function onDisk(url: string, reserve: number) {
  const size = join(controls, 'size')
  const resize = (bytes: number) => writeFileSync(size, String(bytes))
  resize(2 ** 40)
  const env = { LD_PRELOAD: disk.library, DISK_FOLDER: folderOf(url), DISK_BYTES: size }
  const started = running([steady.file, url, String(reserve)], env)
  onTestFinished(() => void started.child.kill('SIGKILL'))
  /** Resolves when it has said such a line, after so many others. */
  const says = async (pattern: RegExp, after = 0) => {
    const found = () => started.lines().findIndex((line, n) => n >= after && pattern.test(line))
    await expect
      .poll(found, { timeout: 60_000, message: `${pattern}: ${started.complaint()}` })
      .toBeGreaterThanOrEqual(0)
    return found()
  }
  return { ...started, resize, says }
}

test.for<[what: string, reserve: number]>([
  ['with a reserve', 4 * 1024 * 1024],
  ['the control: without one', 0],
])('a full disk, %s', { timeout: 240_000 }, async ([, reserve]) => {
  const url = freshUrl()
  const writer = onDisk(url, reserve)
  await writer.says(/^a .* ok$/)
  writer.resize(used(folderOf(url)) + 200_000)
  const full = await writer.says(/^p .* SQLITE_FULL$/)
  const silent = await writer.says(/^a .* SQLITE_FULL$/, full)
  const lines = writer.lines().slice(full, silent)
  const logged = lines.filter((line) => /^a .* ok$/.test(line)).length
  if (reserve > 0) {
    expect(logged, 'reads went on, and were written down').toBeGreaterThan(10)
    const written = lines.filter((line) => /^p .* ok$/.test(line))
    expect(written, 'and nothing else was written meanwhile').toEqual([])
  } else expect(logged).toBeLessThan(10)
  writer.resize(2 ** 40)
  const again = await writer.says(/^p .* ok$/, silent)
  await writer.says(/^a .* ok$/, again)
  writer.child.kill('SIGKILL')
  await writer.over
  const ledger = writer.lines().flatMap((line) => (/ ok$/.test(line) ? [line.slice(0, -3)] : []))
  expect((await foundAfter(url, ledger)).lost).toEqual([])
  expect(await verify(await examine(url))).toMatchObject({ whole: true })
})

test('a failed fsync ends the server; it looks before it starts again', {
  timeout: 240_000,
}, async () => {
  const url = freshUrl()
  const fails = join(controls, 'fails')
  const env = { LD_PRELOAD: disk.library, DISK_FOLDER: folderOf(url), DISK_FAILS: fails }
  const first = served(url, env)
  const address = await first.address()
  expect((await fetch(`${address}/api/caseload`)).status, 'a refusal, logged').toBe(401)
  writeFileSync(fails, '')
  await expect(fetch(`${address}/api/caseload`), 'no answer at all').rejects.toThrow()
  expect(await first.ended).toBe(1)
  expect(first.printed()).toContain('The disk failed to keep what was written')
  rmSync(fails)
  const second = served(url, env)
  expect((await fetch(`${await second.address()}/api/caseload`)).status).toBe(401)
})

/** What people are told when the disk is full, and when the registry is open for reading only. */
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { examine } from '../../db/verify/index.ts'
import { ProblemShape } from '../../server/contract/problems.ts'
import { verify } from '../../server/use-cases/verify.ts'
import { tampered } from '../backup/a-registry.ts'
import { freshUrl } from '../support/registries.ts'
import { compiledDisk } from './support/programs.ts'
import { type Answer, aClinicAt, notesIn, served, working } from './support/served.ts'

let disk: ReturnType<typeof compiledDisk>
let controls = ''
beforeAll(() => {
  disk = compiledDisk()
  controls = mkdtempSync(join(tmpdir(), 'cocm-controls-'))
})
afterAll(() => {
  disk.remove()
  rmSync(controls, { recursive: true, force: true })
})

const fileOf = (url: string) => url.slice('file:'.length)
const used = (folder: string) =>
  readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0)

/** A disk whose size a test can change. */
function resizable(url: string) {
  const folder = dirname(fileOf(url))
  const size = join(controls, 'size')
  const resize = (bytes: number) => writeFileSync(size, String(bytes))
  resize(2 ** 40)
  return {
    env: { LD_PRELOAD: disk.library, DISK_FOLDER: folder, DISK_BYTES: size },
    fill: () => resize(used(folder) + 100_000),
    empty: () => resize(2 ** 40),
  }
}

const kindOf = ({ type, body }: Answer) => {
  expect(type).toContain('application/problem+json')
  return ProblemShape.parse(JSON.parse(body)).type
}

test('a full disk refuses writes with 507; reading goes on with the reserve, then waits', {
  timeout: 240_000,
}, async () => {
  const url = freshUrl()
  const page = await aClinicAt(url)
  const { env, fill, empty } = resizable(url)
  const server = served(url, env)
  const { reads, writes } = await working(await server.address(), page)
  const ledger: string[] = []
  let count = 0
  const written = async () => {
    const note = `note ${count++}`
    const answer = await writes(note)
    if (answer.status === 201) ledger.push(note)
    return answer
  }
  expect((await written()).status).toBe(201)
  fill()
  const refused = await repeated(written, 201)
  expect([refused.answer.status, kindOf(refused.answer)]).toEqual([507, '/problems/storage-full'])
  const ended = await repeated(reads, 200)
  expect(ended.before, 'reading went on').toBeGreaterThan(10)
  expect([ended.answer.status, kindOf(ended.answer)]).toEqual([503, '/problems/not-logged'])
  expect(ended.answer.retryAfter).toBe('30')
  expect(ended.answer.body).not.toContain('Okafor')
  expect((await written()).status, 'and nothing else was written').toBe(507)
  empty()
  expect((await reads()).status, 'reading recovers at once').toBe(200)
  await expect.poll(async () => (await written()).status, { timeout: 60_000 }).toBe(201)
  server.signal('SIGKILL')
  await server.ended
  const kept = await notesIn(url)
  const ours = [...kept].filter((note) => note.startsWith('note '))
  expect(ours.sort(), 'all that was acknowledged, nothing that was refused').toEqual(ledger.sort())
  expect(await verify(await examine(url))).toMatchObject({ whole: true })
})

/** Asks until another status comes than this; how often this one had come. */
async function repeated(ask: () => Promise<Answer>, status: number) {
  for (let before = 0; before < 5000; before++) {
    const answer = await ask()
    if (answer.status !== status) return { before, answer }
  }
  throw new Error(`nothing but ${status}`)
}

test('a registry found damaged is shown and logged; a write is told that it is read only', {
  timeout: 240_000,
}, async () => {
  const url = freshUrl()
  const page = await aClinicAt(url)
  tampered(fileOf(url), `update audit_events set record_id = 'x' where seq = 3`)
  const server = served(url, {})
  const { reads, writes } = await working(await server.address(), page)
  expect(server.printed()).toContain('open for reading only')
  expect((await reads()).body).toContain('Okafor')
  const refused = await writes('a note')
  expect([refused.status, kindOf(refused)]).toEqual([503, '/problems/read-only'])
  server.signal('SIGKILL')
  await server.ended
})

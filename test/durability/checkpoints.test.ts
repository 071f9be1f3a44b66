/** Signed checkpoints: a cut tail, or an older copy of everything, is found by what was signed. */
import { createPublicKey, generateKeyPairSync, verify as verifySignature } from 'node:crypto'
import {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { openAccessLog } from '../../db/access/index.ts'
import { backingUp, type GivenUp, restoring } from '../../db/backup/index.ts'
import { openCheckpoints } from '../../db/checkpoints/index.ts'
import { keepCheckpoints } from '../../db/checkpoints/keeping.ts'
import { openRegistry } from '../../db/index.ts'
import { examine } from '../../db/verify/index.ts'
import { type Signed, signedText } from '../../server/domain/checkpoint.ts'
import { copyWhole } from '../../server/use-cases/backup.ts'
import { verify } from '../../server/use-cases/verify.ts'
import { shown } from '../access/a-log.ts'
import { by } from '../backup/by.ts'
import { freshFolder, freshUrl } from '../support/registries.ts'
import { storing } from '../support/rows.ts'

const fileOf = (url: string) => url.slice('file:'.length)
const verified = async (url: string, key: string | null = null) => verify(await examine(url, key))

/** Adds a clinic and an entry to the access log, and signs that they are there. */
async function grown(url: string, name: string, key: string | null = null): Promise<Signed> {
  const registry = await openRegistry(url)
  await registry.commit({ ...by, changes: [storing('clinics', { clinic_id: name })] })
  await registry.close()
  const log = await openAccessLog(url)
  await log.record(shown('2026-11-21T10:00:00.000Z', name))
  await log.close()
  return openCheckpoints(url, key).write(by.at)
}

/** All files of a registry, as somebody with a copy of the folder has them. */
function copied(url: string): string {
  const to = freshFolder()
  const from = dirname(fileOf(url))
  for (const name of readdirSync(from)) copyFileSync(join(from, name), join(to, name))
  return to
}

/** Puts files of a copy back in place; their marks too. */
function putBack(url: string, copy: string, which: RegExp): void {
  const folder = dirname(fileOf(url))
  for (const name of readdirSync(folder)) if (which.test(name)) rmSync(join(folder, name))
  for (const name of readdirSync(copy))
    if (which.test(name)) copyFileSync(join(copy, name), join(folder, name))
}

const lineFile = (url: string) => join(dirname(fileOf(url)), 'registry.checkpoints-2026-11.jsonl')

test('a checkpoint names the ends of both chains, and anybody can check its signature', async () => {
  const url = freshUrl()
  await grown(url, 'c-1')
  const { statement, key, signature } = await grown(url, 'c-2')
  const registry = await openRegistry(url)
  const last = (await registry.auditTrail()).at(-1)!
  await registry.close()
  expect(statement).toMatchObject({
    kind: 'checkpoint',
    audit: { seq: last.seq, hash: last.hash },
    access: { month: '2026-11', seq: 2 },
  })
  const publicKey = createPublicKey({
    key: Buffer.from(key, 'base64'),
    format: 'der',
    type: 'spki',
  })
  const bytes = Buffer.from(signedText(statement))
  expect(verifySignature(null, bytes, publicKey, Buffer.from(signature, 'base64'))).toBe(true)
  expect(await verified(url)).toMatchObject({ whole: true })
  expect((await openCheckpoints(url, null).latest())?.signature).toBe(signature)
})

test('the key is made once, for its owner only, and every program finds the same', async () => {
  const url = freshUrl()
  await grown(url, 'c-1')
  const path = join(dirname(fileOf(url)), 'registry.signing-key.pem')
  expect(statSync(path).mode & 0o777).toBe(0o600)
  expect(openCheckpoints(url, null).publicKey).toBe(openCheckpoints(url, null).publicKey)
})

test('a key from the environment is used and never written down', async () => {
  const url = freshUrl()
  const { privateKey } = generateKeyPairSync('ed25519')
  const pem = String(privateKey.export({ format: 'pem', type: 'pkcs8' }))
  const base64 = privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64')
  const first = await grown(url, 'c-1', pem)
  const second = await grown(url, 'c-2', base64)
  expect(second.key).toBe(first.key)
  expect(readdirSync(dirname(fileOf(url))).filter((name) => name.includes('key'))).toEqual([])
  expect(await verified(url, pem)).toMatchObject({ whole: true })
  const { privateKey: other } = generateKeyPairSync('ed25519')
  const stranger = String(other.export({ format: 'pem', type: 'pkcs8' }))
  expect(await verified(url, stranger)).toMatchObject({ says: 'it is signed with another key' })
})

test.for<[what: string, which: RegExp, says: RegExp]>([
  ['the registry with its mark', /^registry\.db/, /the audit chain held event 2/],
  ['a month of the access log with its mark', /access-/, /held entry 2/],
])('an older copy of %s is found; without a checkpoint nothing is', async ([, which, says]) => {
  const url = freshUrl()
  await grown(url, 'c-1')
  const old = copied(url)
  await grown(url, 'c-2')
  putBack(url, old, which)
  expect(await verified(url)).toMatchObject({
    whole: false,
    of: 'the signed checkpoints',
    place: 'registry.checkpoints-2026-11.jsonl, line 2',
    says: expect.stringMatching(says),
  })
  putBack(url, old, /checkpoints/)
  expect(await verified(url), 'the control: no later checkpoint').toMatchObject({ whole: true })
})

test('the mark taken away hides no cut tail', async () => {
  const url = freshUrl()
  await grown(url, 'c-1')
  const old = copied(url)
  await grown(url, 'c-2')
  putBack(url, old, /^registry\.db$/)
  rmSync(`${fileOf(url)}-mark`)
  expect(await verified(url)).toMatchObject({ of: 'the signed checkpoints' })
})

test.for<[what: string, spoil: (text: string) => string, says: RegExp]>([
  ['a number changed', (text) => text.replace('"seq":1', '"seq":7'), /signature is not right/],
  ['a moment changed', (text) => text.replace('2026-11-21', '2026-11-20'), /signature is not/],
  ['a signature of nothing', (text) => text.replace(/"signature":"[^"]{9}/, '"signature":"A'), /./],
  ['another key', (text) => text.replace(/"key":"[^"]+"/, '"key":"AAAA"'), /signature is not/],
  ['no line at all', (text) => `nonsense\n${text}`, /no signed checkpoint/],
])('what was signed cannot be changed: %s', async ([, spoil, says]) => {
  const url = freshUrl()
  await grown(url, 'c-1')
  writeFileSync(lineFile(url), spoil(readFileSync(lineFile(url), 'utf8')))
  expect(await verified(url)).toMatchObject({ says: expect.stringMatching(says) })
})

test('a line cut off by a crash promises nothing; all lines gone is found', async () => {
  const url = freshUrl()
  await grown(url, 'c-1')
  appendFileSync(lineFile(url), '{"statement":{"kind":"check')
  expect(await verified(url)).toMatchObject({ whole: true })
  rmSync(lineFile(url))
  expect(await verified(url)).toMatchObject({ says: expect.stringContaining('they are gone') })
})

test('another registry begun at the same place is not measured by the former one', async () => {
  const url = freshUrl()
  await grown(url, 'c-1')
  await grown(url, 'c-2')
  const aside = join(dirname(fileOf(url)), 'former')
  mkdirSync(aside)
  for (const end of ['', '-mark'])
    if (existsSync(fileOf(url) + end)) {
      copyFileSync(fileOf(url) + end, join(aside, basename(fileOf(url)) + end))
      rmSync(fileOf(url) + end)
    }
  await grown(url, 'c-3')
  expect(await verified(url)).toMatchObject({ whole: true })
})

describe('a restore', () => {
  /** A backup at c-1; the registry went on to c-2, signed, and is moved away. */
  async function lost(): Promise<{ url: string; to: string }> {
    const url = freshUrl()
    await grown(url, 'c-1')
    const to = join(freshFolder(), 'backup.db')
    expect(await copyWhole(backingUp(url, to))).toMatchObject({ outcome: 'kept' })
    await grown(url, 'c-2')
    for (const end of ['', '-wal', '-shm']) rmSync(fileOf(url) + end, { force: true })
    return { url, to }
  }
  const restore = (from: string, url: string, sign: (given: GivenUp) => void) =>
    copyWhole(restoring(from, url, { key: null, sign }))

  test('is signed: from where to where, by whom and why; then the file is whole again', async () => {
    const { url, to } = await lost()
    const checkpoints = openCheckpoints(url, null)
    await restore(to, url, (given) =>
      checkpoints.restored({ ...given, at: by.at, who: 'operator:ada', why: 'the disk broke' }),
    )
    const last = JSON.parse(readFileSync(lineFile(url), 'utf8').trim().split('\n').at(-1)!)
    expect(last.statement).toMatchObject({
      kind: 'restored',
      from: { seq: 2 },
      to: { seq: 1 },
      who: 'operator:ada',
      why: 'the disk broke',
    })
    expect(await verified(url)).toMatchObject({ whole: true })
    await grown(url, 'c-3')
    expect(await verified(url)).toMatchObject({ whole: true })
  })

  test('that is not signed, or whose line is taken out again, is found', async () => {
    const { url, to } = await lost()
    await restore(to, url, () => undefined)
    expect(await verified(url)).toMatchObject({ of: 'the signed checkpoints' })
  })

  test('knows what it gives up from the checkpoints too, where the mark is gone', async () => {
    const { url, to } = await lost()
    rmSync(`${fileOf(url)}-mark`)
    let given: GivenUp | undefined
    expect(
      await restore(to, url, (all) => {
        given = all
      }),
    ).toMatchObject({ givenUp: 2 })
    expect(given?.from?.seq).toBe(2)
  })
})

describe('while a server runs', () => {
  afterEach(() => void vi.useRealTimers())

  const running = async () => {
    const url = freshUrl()
    const registry = await openRegistry(url)
    const checkpoints = openCheckpoints(url, null)
    const keeper = await keepCheckpoints(url, checkpoints, {
      now: () => by.at,
      failed: (why) => expect.fail(String(why)),
    })
    return {
      add: (count: number, name: string) =>
        registry.commit({
          ...by,
          changes: Array.from({ length: count }, (_, n) =>
            storing('clinics', { clinic_id: `${name}${n}` }),
          ),
        }),
      signed: async () => (await checkpoints.latest())?.statement.audit.seq,
      lines: () => readFileSync(lineFile(url), 'utf8').trimEnd().split('\n').length,
      close: async () => {
        await keeper.close()
        await registry.close()
      },
      keeper,
    }
  }

  test('each thousand events is signed without waiting for the minute', async () => {
    const { add, signed, close, keeper } = await running()
    await add(1000, 'a')
    await expect.poll(signed, { timeout: 20_000 }).toBe(1000)
    await add(3, 'b')
    await keeper.close()
    expect(await signed(), 'the rest, at the end').toBe(1003)
    await close()
  })

  test('what is fewer is signed within the minute; where nothing was written, nothing is', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    const { add, signed, lines, close } = await running()
    await add(2, 'a')
    vi.advanceTimersByTime(59_000)
    await wait(300)
    expect(await signed()).toBe(0)
    vi.advanceTimersByTime(1_000)
    await expect.poll(signed, { timeout: 20_000 }).toBe(2)
    const before = lines()
    vi.advanceTimersByTime(180_000)
    await wait(300)
    expect(lines()).toBe(before)
    await close()
  })
})

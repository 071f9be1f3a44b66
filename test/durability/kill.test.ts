/** kill -9 under load: nothing acknowledged is lost, nothing is half applied, and it starts again. */
import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { examine } from '../../db/verify/index.ts'
import { verify } from '../../server/use-cases/verify.ts'
import { freshUrl } from '../support/registries.ts'
import { foundAfter, killed } from './support/killing.ts'
import { bundled, running } from './support/programs.ts'

/** `npm run test:long` asks for a thousand. */
const kills = Number(process.env['COCM_TEST_KILLS'] ?? 50)
/** A registry grows with each kill; after so many, another one is begun. */
const each = 25

let writer: Awaited<ReturnType<typeof bundled>>
beforeAll(async () => {
  writer = await bundled('writer')
})
afterAll(() => writer.remove())

test.for(Array.from({ length: Math.ceil(kills / each) }, (_, n) => n + 1))(
  'registry %i: killed again and again, it holds all that was acknowledged',
  { timeout: 600_000 },
  async () => {
    const url = freshUrl()
    const ledger: string[] = []
    for (let kill = 1; kill <= Math.min(each, kills); kill += 1) {
      const words = [url, `k${kill}`, '100000', '']
      ledger.push(...(await killed(writer.file, words)).ledger)
      expect(await foundAfter(url, ledger), `after kill ${kill}`).toEqual({ lost: [], halves: 0 })
    }
    expect(ledger.length, 'the harness had something to lose').toBeGreaterThan(
      Math.min(each, kills),
    )
    expect(await verify(await examine(url))).toMatchObject({ whole: true })
  },
)

test('the harness finds a loss: a program that acknowledges before it writes is caught', async () => {
  const url = freshUrl()
  const lost: string[] = []
  for (let kill = 1; kill <= 20 && lost.length === 0; kill += 1) {
    const { ledger } = await killed(writer.file, [url, `k${kill}`, '100000', '', 'early'])
    lost.push(...(await foundAfter(url, ledger)).lost)
  }
  expect(lost).not.toEqual([])
})

test('a kill while the tables are made leaves them made or not begun, never half of them', async () => {
  for (let kill = 1; kill <= 12; kill += 1) {
    const url = freshUrl()
    const child = running([writer.file, url, 'k', '0', '']).child
    await until(() => existsSync(url.slice('file:'.length)) || child.exitCode !== null)
    await pause(randomInt(25))
    child.kill('SIGKILL')
    await once(child, 'close')
    expect(await foundAfter(url, [])).toEqual({ lost: [], halves: 0 })
    expect(await verify(await examine(url))).toMatchObject({ whole: true })
  }
})

async function until(is: () => boolean): Promise<void> {
  while (!is()) await pause(1)
}

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { verifyAccessLog } from '../../db/access/index.ts'
import { aLog, all, aPlace, shown } from './a-log.ts'

const recorder = fileURLToPath(new URL('recorder.ts', import.meta.url))
const november = '2026-11-21T10:00:00.000Z'

/** Starts a program that records, and collects the numbers that it was promised. */
function recording(place: string, name: string, count: number, at = november) {
  const words = ['--import', 'tsx', recorder, place, name, String(count), at]
  const child: ChildProcess = spawn(process.execPath, words, {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const promised: number[] = []
  child.stdout?.on('data', (text: Buffer) =>
    promised.push(...text.toString().trim().split('\n').map(Number)),
  )
  return { child, promised, over: once(child, 'close') }
}

/** The pages that one program recorded, as the log holds them. */
async function pagesOf(place: string, name: string): Promise<number[]> {
  const entries = await all((await aLog(place)).entries())
  return entries
    .filter(({ actor }) => actor.who === name)
    .map(({ what }) => Number(what.replace('page ', '')))
}

test.for([1, 2, 3, 4, 5])(
  'killed in the middle (%i): every entry that was promised is there',
  async (n) => {
    const place = aPlace()
    const { child, promised, over } = recording(place, 'cm-1', 100_000)
    await once(child.stdout!, 'data')
    await new Promise((resume) => setTimeout(resume, 40 * n))
    child.kill('SIGKILL')
    await over
    const kept = await pagesOf(place, 'cm-1')
    expect(promised.length).toBeGreaterThan(0)
    expect(kept.slice(0, promised.length)).toEqual(promised)
    expect(kept.length - promised.length).toBeLessThanOrEqual(1)
    expect(await verifyAccessLog(place, () => {})).toBe(kept.length)
  },
)

test('two programs append to one chain, over a change of month too', async () => {
  const place = aPlace()
  const both = [recording(place, 'one', 300), recording(place, 'other', 300)]
  const log = await aLog(place)
  await Promise.all(both.map(({ child }) => once(child.stdout!, 'data')))
  for (let n = 0; n < 50; n += 1) await log.record(shown(november, `p-${n % 3}`))
  await log.record(shown('2026-12-01T00:00:00.000Z', 'p-1'))
  await Promise.all(both.map(({ over }) => over))
  const pages = Array.from({ length: 300 }, (_, n) => n + 1)
  expect(await pagesOf(place, 'one')).toEqual(pages)
  expect(await pagesOf(place, 'other')).toEqual(pages)
  expect(await verifyAccessLog(place, () => {})).toBe(651)
})

import { copyFileSync, existsSync, truncateSync } from 'node:fs'
import Database from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { verifyAccessLog } from '../../db/access/index.ts'
import { aLog, aPlace, damage, fileOf, shown } from './a-log.ts'

describe('a tail that is cut off', () => {
  /** A copy of the files as a crash leaves them: the last entries stand in the -wal file only. */
  async function cutShort(keep: (size: number) => number): Promise<string> {
    const [place, copy] = [aPlace(), aPlace()]
    const log = await aLog(place)
    for (let n = 1; n <= 9; n += 1) await log.record(shown('2026-11-01T10:00:00.000Z', `p-${n}`))
    const [from, to] = [fileOf(place, '2026-11'), fileOf(copy, '2026-11')]
    for (const end of ['', '-wal', '-mark']) copyFileSync(`${from}${end}`, `${to}${end}`)
    truncateSync(
      `${to}-wal`,
      keep(new Database(from).pragma('page_size', { simple: true }) as number),
    )
    return copy
  }

  test('is found by the mark, which stands outside the database', async () => {
    const place = await cutShort((page) => 32 + 40 * (page + 24))
    expect(await damage(place)).toMatchObject({
      place: 'registry.access-2026-11.db',
      message: 'event 9 had been written, and it is gone, and what followed',
    })
  })

  test('is still found after the log went on: the mark that it belied is set aside', async () => {
    const place = await cutShort((page) => 32 + 40 * (page + 24))
    const log = await aLog(place)
    for (let n = 1; n <= 20; n += 1) await log.record(shown('2026-11-02T10:00:00.000Z', `q-${n}`))
    await log.close()
    expect(existsSync(`${fileOf(place, '2026-11')}-mark-belied`)).toBe(true)
    expect((await damage(place)).message).toContain('it held more before it was opened last')
  })

  test('with nothing cut, the same copy is whole', async () => {
    const place = await cutShort(() => 1 << 30)
    expect(await verifyAccessLog(place, () => {})).toBe(9)
  })
})

/** A month of the log that an earlier version of the program wrote goes on being read and verified. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { verifyAccessLog } from '../../db/access/index.ts'
import { aLog, all, aPlace, raw, shown } from './a-log.ts'

const first = join(import.meta.dirname, '../../migrations/sqlite-access/meta/0000_snapshot.json')

/** As the month was before entries had a category: its columns, its notes of migrations. */
function asItWas(place: string): void {
  const columns = JSON.parse(readFileSync(first, 'utf8')).tables.access_entries.columns
  expect(columns).not.toHaveProperty('category')
  const client = raw(place)
  client.exec('drop index access_entries_by_who')
  client.exec('alter table access_entries drop column category')
  client.exec('delete from "__drizzle_migrations" where id > 1')
}

test('an entry says which kind of data it concerned', async () => {
  const log = await aLog(aPlace())
  await log.record(shown('2026-11-01T10:00:00.000Z', 'p-1'))
  await log.record({ ...shown('2026-11-01T10:01:00.000Z'), what: 'session', action: 'sign-in' })
  await log.record({ ...shown('2026-11-01T10:02:00.000Z', 'p-1'), category: 'scores' })
  expect((await all(log.entries())).map(({ category }) => category)).toEqual([
    'chart',
    'account',
    'scores',
  ])
})

test('a month that ended without categories is brought up when it is read, and is whole', async () => {
  const place = aPlace()
  const log = await aLog(place)
  await log.record({ ...shown('2026-11-01T10:00:00.000Z', 'p-1'), category: null as never })
  await log.close()
  asItWas(place)
  const found = await all((await aLog(place)).entries({ patient: 'p-1' }))
  expect(found.map(({ seq }) => seq)).toEqual([1])
  expect(raw(place).prepare('select category from access_entries').all()).toHaveLength(1)
  expect(await verifyAccessLog(place, () => {})).toBe(1)
})

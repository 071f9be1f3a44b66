/** A kill while a file of the log is being made: what it left can be read, and written on. */
import { copyFileSync, existsSync } from 'node:fs'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { openAccessLog } from '../../db/access/index.ts'
import { openRegistry } from '../../db/index.ts'
import { aLog, all, aPlace, fileOf, shown } from './a-log.ts'

/** The file as a kill leaves it in the middle of a transaction, with the journal of it beside it. */
function cutOff(file: string): void {
  const making = `${file}.making`
  if (existsSync(file)) copyFileSync(file, making)
  const client = new Database(making)
  client.pragma('journal_mode = DELETE')
  client.pragma('cache_size = 2')
  client.exec('begin; create table scratch (word text)')
  const add = client.prepare('insert into scratch values (?)')
  for (let n = 0; n < 2000; n++) add.run(`word ${n} `.repeat(20))
  copyFileSync(making, file)
  copyFileSync(`${making}-journal`, `${file}-journal`)
  client.close()
}

const at = '2026-11-21T10:00:00.000Z'

test('a month that had only been begun holds nothing yet', async () => {
  const registry = aPlace()
  cutOff(fileOf(registry, '2026-11'))
  const log = await aLog(registry)
  expect(await all(log.entries())).toEqual([])
  await log.record(shown(at, 'pt-1'))
  expect((await all(log.entries())).map(({ patients }) => patients)).toEqual([['pt-1']])
})

test('a month holds what it held before the transaction', async () => {
  const registry = aPlace()
  const before = await openAccessLog(`file:${registry}`)
  await before.record(shown(at, 'pt-1'))
  await before.close()
  cutOff(fileOf(registry, '2026-11'))
  expect(await all((await aLog(registry)).entries())).toMatchObject([{ patients: ['pt-1'] }])
})

test('so does the registry itself, opened for reading only', async () => {
  const url = `file:${aPlace()}`
  await (await openRegistry(url)).close()
  cutOff(url.slice('file:'.length))
  const registry = await openRegistry(url, { readonly: true })
  expect(await registry.facts.counts()).toMatchObject({ patients: 0 })
  await registry.close()
})

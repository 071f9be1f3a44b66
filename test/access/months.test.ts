import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { verifyAccessLog } from '../../db/access/index.ts'
import { instant } from '../../server/domain/zone.ts'
import { aLog, all, aPlace, raw, shown } from './a-log.ts'

const november = '2026-11-21T10:00:00.000Z'
const verified = (registry: string) => verifyAccessLog(registry, () => {})

test('the chain goes on from month to month, and numbers with it', async () => {
  const place = aPlace()
  const log = await aLog(place)
  await log.record(shown('2026-11-30T23:59:59.999Z', 'p-1'))
  await log.record(shown('2026-12-01T00:00:00.000Z', 'p-2'))
  await log.record(shown('2027-02-01T00:00:00.000Z', 'p-3'))
  expect(await verified(place)).toBe(3)
  const files = readdirSync(join(place, '..')).filter((name) => name.endsWith('.db'))
  expect(files.sort()).toEqual(
    ['2026-11', '2026-12', '2027-02'].map((month) => `registry.access-${month}.db`),
  )
  const [first] = raw(place, '2026-12').prepare('select seq, hash from chain_links').all()
  const [last] = raw(place).prepare('select seq, hash from access_entries').all()
  expect(first).toEqual(last)
})

test('one group that spans a change of month is split by month', async () => {
  const place = aPlace()
  const log = await aLog(place)
  await Promise.all(
    ['2026-11-30T23:59:59.999Z', '2026-12-01T00:00:00.000Z'].map((at) => log.record(shown(at))),
  )
  const held = (month: string) =>
    raw(place, month).prepare('select at from access_entries').pluck().all()
  expect([held('2026-11'), held('2026-12')]).toEqual([
    ['2026-11-30T23:59:59.999Z'],
    ['2026-12-01T00:00:00.000Z'],
  ])
})

test('a month that is over takes nothing more: a late entry stands in the next, and is found', async () => {
  const place = aPlace()
  const [one, other] = [await aLog(place), await aLog(place)]
  await one.record(shown('2026-11-30T10:00:00.000Z', 'p-1'))
  await other.record(shown('2026-12-01T00:00:00.001Z', 'p-2'))
  await one.record(shown('2026-11-30T23:59:59.998Z', 'late'))
  expect(await verified(place)).toBe(3)
  const wanted = { to: instant('2026-12-01T00:00:00.000Z'), patient: 'late' }
  expect((await all(one.entries(wanted))).map(({ seq }) => seq)).toEqual([3])
})

test('what was logged after a clock that ran ahead was set right is in every report', async () => {
  const place = aPlace()
  const log = await aLog(place)
  const at = [
    '2026-11-20T10:00:00.000Z',
    '2026-11-21T10:00:00.000Z',
    '2027-06-01T00:00:00.000Z', // ahead
    '2026-11-22T10:00:00.000Z',
    '2026-11-23T10:00:00.000Z',
  ]
  for (const one of at) await log.record({ ...shown(one, 'p-1'), action: 'print' })
  expect(await verified(place)).toBe(5)
  const span = {
    from: instant('2026-11-01T00:00:00.000Z'),
    to: instant('2026-12-01T00:00:00.000Z'),
  }
  const days = (lines: readonly { at: string }[]) => lines.map((line) => line.at.slice(5, 10))
  const { accesses, disclosures, glances } = log.reports
  const november = ['11-23', '11-22', '11-21', '11-20']
  expect(days(await accesses(span, null, 9))).toEqual(november)
  expect(days(await disclosures('p-1', span, 9))).toEqual(november)
  expect(
    days(await all(glances(span)))
      .sort()
      .reverse(),
  ).toEqual(november)
  // page by page too, each in order
  const [first, second] = await accesses(span, null, 2)
  expect(days([first!, second!, ...(await accesses(span, second!, 2))])).toEqual(november)
})

test('a program that was stopped between two months is no obstacle to the next', async () => {
  const place = aPlace()
  const log = await aLog(place)
  await log.record(shown(november))
  const head = raw(place).prepare('select seq, hash from access_entries').get() as object
  raw(place).prepare(`insert into chain_links values ('closed', '2026-12', :seq, :hash)`).run(head)
  await log.record(shown(november))
  expect(await verified(place)).toBe(2)
})

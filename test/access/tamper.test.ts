import { rmSync, truncateSync, writeFileSync } from 'node:fs'
import Database from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { verifyAccessLog } from '../../db/access/index.ts'
import { aLog, aPlace, damage, fileOf, shown } from './a-log.ts'

const months = ['2026-10', '2026-11', '2026-12'] as const

/** Three months of four entries each, all on the disk, nobody at work. */
async function threeMonths(): Promise<string> {
  const place = aPlace()
  const log = await aLog(place)
  for (const month of months)
    for (const day of ['01', '02', '03', '04'])
      await log.record(shown(`${month}-${day}T10:00:00.000Z`, 'p-1', `p-${day}`))
  await log.close()
  return place
}

/** Whoever can write to the file takes the guards away first, and checkpoints. */
function tampered(file: string, statement: string): void {
  const client = new Database(file)
  const triggers = client
    .prepare<[], string>(`select name from sqlite_master where type = 'trigger'`)
    .pluck()
    .all()
  for (const name of triggers) client.exec(`drop trigger ${name}`)
  client.pragma('foreign_keys = OFF')
  client.exec(statement)
  client.pragma('wal_checkpoint(TRUNCATE)')
  client.close()
}

test('what nobody touched is whole', async () => {
  expect(await verifyAccessLog(await threeMonths(), () => {})).toBe(12)
})

describe('whoever changes', () => {
  const entry = (seq: number) => `access log of 2026-11, entry ${seq}`
  test.for<[what: string, statement: string, place: string | RegExp]>([
    ['when', `update access_entries set at = '2026-11-02T10:00:00.001Z' where seq = 6`, entry(6)],
    ['who', `update access_entries set who = 'cm-2' where seq = 6`, entry(6)],
    ['the role', `update access_entries set role = 'auditor' where seq = 6`, entry(6)],
    ['the action', `update access_entries set action = 'print' where seq = 6`, entry(6)],
    ['what', `update access_entries set what = 'patienT' where seq = 6`, entry(6)],
    ['the flag', `update access_entries set substance_use = 1 where seq = 6`, entry(6)],
    ['the outcome', `update access_entries set outcome = 'refused' where seq = 6`, entry(6)],
    ['the reason', `update access_entries set reason = '' where seq = 6`, entry(6)],
    ['a hash', `update access_entries set hash = zeroblob(32) where seq = 6`, entry(6)],
    [
      'an instant to one that no reading meets',
      `update access_entries set at = '' where seq = 8`,
      /2026-11/,
    ],
    [
      'who was shown',
      `update shown_members set patient_id = 'p-9' where patient_id = 'p-02'`,
      /2026-11, set 2/,
    ],
    ['how many', `update shown_sets set patients = 3 where shown_no = 2`, /2026-11, set 2/],
    [
      'the hash of a set',
      `update shown_sets set shown_hash = zeroblob(32) where shown_no = 2`,
      /2026-11/,
    ],
    [
      'which set',
      `update access_entries set shown_hash = (select shown_hash from shown_sets where shown_no = 1)
      where seq = 6`,
      /2026-11, set 2/,
    ],
    [
      'the order',
      `update access_entries set seq = -6 where seq = 6;
      update access_entries set seq = 6 where seq = 7; update access_entries set seq = 7 where seq = -6`,
      entry(6),
    ],
    [
      'where the month began',
      `update chain_links set hash = zeroblob(32) where link = 'opened'`,
      entry(5),
    ],
    ['where the month ended', `update chain_links set seq = 9 where link = 'closed'`, entry(9)],
    [
      'which month follows',
      `update chain_links set month = '2027-01' where link = 'closed'`,
      /2027-01/,
    ],
  ])('%s is found, and where', async ([, statement, where]) => {
    const place = await threeMonths()
    tampered(fileOf(place, '2026-11'), statement)
    expect((await damage(place)).place).toMatch(where)
  })
})

describe('whoever removes', () => {
  test.for<[what: string, month: string, statement: string, where: string | RegExp]>([
    ['the first entry', '2026-10', 'delete from access_entries where seq = 1', /2026-10/],
    ['one in the middle', '2026-11', 'delete from access_entries where seq = 6', /2026-11/],
    [
      'the last of a month that is over',
      '2026-11',
      'delete from access_entries where seq = 8',
      /2026-11/,
    ],
    [
      'the last of all',
      '2026-12',
      `delete from access_entries where seq = 12;
      delete from shown_members where shown_no = 4; delete from shown_sets where shown_no = 4`,
      /access-2026-12/,
    ],
    [
      'somebody who was shown',
      '2026-11',
      `delete from shown_members where patient_id = 'p-02'`,
      /set 2/,
    ],
    ['a whole set', '2026-11', 'delete from shown_sets where shown_no = 2', /access-2026-11/],
    [
      'the link to the month before',
      '2026-11',
      `delete from chain_links where link = 'opened'`,
      /entry 1$/,
    ],
    ['the end of a month', '2026-11', `delete from chain_links where link = 'closed'`, /2026-11/],
  ])('%s is found', async ([, month, statement, where]) => {
    const place = await threeMonths()
    tampered(fileOf(place, month), statement)
    expect((await damage(place)).place).toMatch(where)
  })

  test.for(months)('the whole month %s is found', async (month) => {
    const place = await threeMonths()
    for (const end of ['', '-wal', '-shm', '-mark'])
      rmSync(`${fileOf(place, month)}${end}`, { force: true })
    expect((await damage(place)).place).toBe(`the access log of ${month}`)
  })

  test('a month is free to go when its ten years are over', async () => {
    const place = aPlace()
    const log = await aLog(place)
    for (const month of ['2026-11', '2026-12', '2036-11', '2036-12'])
      await log.record(shown(`${month}-01T10:00:00.000Z`, 'p-1'))
    await log.close()
    rmSync(fileOf(place, '2026-11'))
    expect(await verifyAccessLog(place, () => {})).toBe(3)
    rmSync(fileOf(place, '2026-12'))
    expect((await damage(place)).place).toBe('the access log of 2026-12')
  })
})

test.for<[what: string, spoil: (file: string) => void]>([
  ['a file that is no database', (file) => writeFileSync(file, 'x'.repeat(9000))],
  ['an empty file', (file) => truncateSync(file)],
  ['half a file', (file) => truncateSync(file, 8192)],
  ['a spoilt mark', (file) => writeFileSync(`${file}-mark`, 'seven')],
  [
    "somebody else's database",
    (file) => {
      rmSync(file)
      new Database(file).exec('create table t (x)').close()
    },
  ],
])('%s is damage, told in a sentence', async ([, spoil]) => {
  const place = await threeMonths()
  spoil(fileOf(place, '2026-11'))
  expect((await damage(place)).place).toMatch(/^registry\.access-2026-11\.db/)
})

/** What the tables refuse by themselves, even to somebody who holds the file. */
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { tables } from '../../db/schema/tables.ts'
import { recordNames } from '../../server/domain/records/index.ts'
import { instant } from '../../server/domain/zone.ts'
import { freshUrl, reopened } from '../support/registries.ts'
import { aHouse, aPatient, storing } from '../support/rows.ts'

/** A registry with one of everything, closed, and its file opened by hand. */
async function byHand() {
  const url = freshUrl()
  const registry = await reopened(url)
  const actor = { who: 'operator:test', role: 'operator' } as const
  const commit = (changes: ReturnType<typeof aPatient>) =>
    registry.commit({ changes, actor, at: instant('2026-03-09T07:30:00Z'), reason: 'import' })
  await commit([...aHouse, ...aPatient(1), storing('activities')])
  await commit([storing('activities', { note: 'amended' })])
  await registry.facts.state('demo', 'yes')
  await registry.close()
  const file = new Database(url.slice('file:'.length))
  file.pragma('recursive_triggers = ON')
  file.pragma('foreign_keys = ON')
  return file
}

test.for([
  ['delete from activities', /never deleted/],
  [`update activities set note = 'x'`, /next version only/],
  ['update activities set version = version + 1', /next version only/],
  [`update activities set version = 3, commit_no = 2, note = 'x'`, /next version only/],
  ['update patients set version = 2, commit_no = 2', /next version only/],
  [`replace into patients select * from patients`, /never deleted/],
  ['delete from former_versions', /never deleted/],
  [`update former_versions set row = '{}'`, /never changed/],
  ['replace into former_versions select * from former_versions', /never deleted/],
  ['delete from audit_events where seq = 1', /never deleted/],
  [`update audit_events set hash = x'00'`, /never changed/],
  ['replace into audit_events select * from audit_events', /never deleted/],
  [`update commits set who = 'nobody'`, /never changed/],
  ['replace into commits select * from commits', /never deleted/],
  [`update registry_facts set value = 'no'`, /never changed/],
] as const)('%s is refused', async ([statement, sentence]) => {
  const file = await byHand()
  expect(() => file.exec(statement)).toThrow(sentence)
  file.close()
})

test('a version that was archived under the very commit may be replaced by the next', async () => {
  const file = await byHand()
  file.exec(`insert into commits values (3, '2026-03-10T00:00:00.000Z', 'x', 'operator', 'test');
    insert into commits values (4, '2026-03-11T00:00:00.000Z', 'x', 'operator', 'test');
    insert into former_versions values ('activities', 'a1', 2, 'p1', 2, 3, '{}')`)
  for (const change of [
    `version = 3, commit_no = 3, activity_id = 'b'`, // another row
    `version = 4, commit_no = 3`, // a version left out
    `version = 3, commit_no = 4`, // archived for another commit
  ])
    expect(() => file.exec(`update activities set ${change}`)).toThrow(/next version only/)
  file.exec(`update activities set version = 3, commit_no = 3, note = 'third'`)
  file.close()
})

test('every table of a record is guarded', async () => {
  const file = await byHand()
  const guarded = file.prepare(`select tbl_name from sqlite_master where type = 'trigger'`).pluck()
  expect(guarded.all()).toEqual(expect.arrayContaining(Object.keys(tables)))
  expect(recordNames).toHaveLength(Object.keys(tables).length)
  file.close()
})

test('a guard that was taken away is there again after the next start', async () => {
  const file = await byHand()
  const { name } = file
  file.exec('drop trigger audit_events_no_update')
  file.close()
  await (await reopened(`file:${name}`)).close()
  const again = new Database(name)
  expect(() => again.exec(`update audit_events set hash = x'00'`)).toThrow(/never changed/)
  again.close()
})

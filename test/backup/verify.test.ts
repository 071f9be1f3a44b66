import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { kept } from '../../db/store/kept.ts'
import { examine } from '../../db/verify/index.ts'
import { type Verified, verify } from '../../server/use-cases/verify.ts'
import { aMaster, everything, tampered } from './a-registry.ts'

let master: Awaited<ReturnType<typeof aMaster>>
beforeAll(async () => {
  master = await aMaster()
})
afterAll(() => master.remove())

const verified = async (file: string): Promise<Verified> => verify(await examine(`file:${file}`))
const broken = async (file: string) => {
  const found = await verified(file)
  return found.whole ? expect.fail('nothing was found') : found
}

test('what nobody touched is whole, and every version of every row was looked at', async () => {
  const file = master.copy()
  const { audit_events } = everything(file)
  const seen = await verified(file)
  expect(seen).toMatchObject({ whole: true })
  const counts = seen.whole
    ? Object.fromEntries(seen.looked.map(({ of, count }) => [of, count]))
    : {}
  expect(counts['the audit chain']).toBe(audit_events?.length)
  expect(counts['the rows, current and former']).toBe(audit_events?.length)
})

test('the registry of this test has rows in every table', () => {
  const rows = everything(master.copy())
  expect(Object.keys(rows)).toEqual(expect.arrayContaining(Object.keys(kept)))
  for (const [table, list] of Object.entries(rows)) expect(list, table).not.toEqual([])
})

describe.each(Object.keys(kept))('one row of %s', (record) => {
  test('changed in its last column is found, by name', async () => {
    const file = master.copy()
    const client = new Database(file, { readonly: true })
    const columns = client.pragma(`table_info(${record})`) as { name: string; type: string }[]
    const referring = client.pragma(`foreign_key_list(${record})`) as { from: string }[]
    client.close()
    const own = ['handle', 'version', 'commit_no', ...referring.map(({ from }) => from)]
    const last = columns.filter(({ name }) => !own.includes(name)).at(-1)!
    const value = last.type === 'INTEGER' ? `1 - coalesce("${last.name}", 0)` : `'["x"]'`
    const one = `rowid = (select max(rowid) from ${record})`
    tampered(file, `update ${record} set "${last.name}" = ${value} where ${one}`)
    const found = await broken(file)
    expect(found.place).toMatch(new RegExp(`^${record} .+, version 1$`))
    expect(found.says).toMatch(/is not what audit event \d+ was made over/)
  })

  test('taken away is found', async () => {
    const file = master.copy()
    tampered(file, `delete from ${record} where rowid = (select max(rowid) from ${record})`)
    expect((await broken(file)).of).toMatch(/rows, current|references/)
  })

  test('under another version or commit is found', async () => {
    for (const change of ['version = version + 1', 'commit_no = commit_no + 1']) {
      const file = master.copy()
      const one = `rowid = (select max(rowid) from ${record})`
      tampered(file, `update ${record} set ${change} where ${one}`)
      expect(await broken(file)).toMatchObject({ of: expect.stringMatching(/rows|references/) })
    }
  })
})

describe('the chain', () => {
  test.for<[what: string, statement: string, place: string]>([
    ['an action', `update audit_events set action = 'amended' where seq = 9`, 'audit event 9'],
    ['whose row', `update audit_events set patient_id = 'p' where seq = 9`, 'audit event 9'],
    [
      'a row hash',
      `update audit_events set row_hash = zeroblob(32) where seq = 9`,
      'audit event 9',
    ],
    ['a hash', `update audit_events set hash = zeroblob(32) where seq = 9`, 'audit event 9'],
    ['an event taken out', 'delete from audit_events where seq = 9', 'audit event 9'],
    ['the first taken out', 'delete from audit_events where seq = 1', 'audit event 1'],
    [
      'two exchanged',
      `update audit_events set seq = -9 where seq = 9;
      update audit_events set seq = 9 where seq = 10;
      update audit_events set seq = 10 where seq = -9`,
      'audit event 9',
    ],
    ['who', `update commits set who = 'nobody' where no = 1`, 'audit event 1'],
    ['when', `update commits set at = '2020-01-01T00:00:00.000Z' where no = 1`, 'audit event 1'],
    ['why', `update commits set reason = '' where no = 1`, 'audit event 1'],
  ])('%s: found, and where', async ([, statement, place]) => {
    const file = master.copy()
    tampered(file, statement)
    expect(await broken(file)).toMatchObject({ of: 'the audit chain', place })
  })

  test('cut at its end, rows and all, is found by the mark', async () => {
    const file = master.copy()
    tampered(
      file,
      `delete from audit_events where record = 'switches';
       delete from switches; delete from commits where no = (select max(no) from commits)`,
    )
    expect(await broken(file)).toMatchObject({ of: 'the high-water mark' })
  })

  test('a commit taken out is found', async () => {
    const file = master.copy()
    tampered(file, 'delete from commits where no = 2')
    expect((await broken(file)).says).toMatch(/names a row of commits that is not there/)
  })
})

describe('former versions', () => {
  test.for<[what: string, statement: string, says: RegExp]>([
    ['changed', `update former_versions set row = replace(row, '"', '''')`, /was made over/],
    ['taken out', 'delete from former_versions where version = 2', /it is missing; audit event/],
    [
      'put in',
      `insert into former_versions
      select record, record_id, 7, patient_id, commit_no, replaced_by_commit, row
      from former_versions limit 1`,
      /no audit event tells of it/,
    ],
    ['of another commit', 'update former_versions set commit_no = 4', /names commit 4/],
    [
      'replaced by another',
      'update former_versions set replaced_by_commit = 4',
      /names commit 4 as/,
    ],
  ])('%s: found', async ([, statement, says]) => {
    const file = master.copy()
    tampered(file, statement)
    expect((await broken(file)).says).toMatch(says)
  })
})

test('a row that was put in past the registry is found', async () => {
  const file = master.copy()
  tampered(
    file,
    `insert into payers (payer_id, name, category, policy, version, commit_no)
      select 'payer-x', name, category, policy, 1, 1 from payers limit 1`,
  )
  expect(await broken(file)).toMatchObject({
    place: 'payers payer-x, version 1',
    says: 'no audit event tells of it',
  })
})

test('a text that is no longer JSON is damage, not a fault of ours', async () => {
  const file = master.copy()
  tampered(file, `update policies set terms = '{'`)
  expect((await broken(file)).place).toMatch(/^policies/)
})

import { describe, expect, test } from 'vitest'
import { grouped } from '../../db/access/grouped.ts'
import { verifyAccessLog } from '../../db/access/index.ts'
import { aLog, all, aPlace, raw, shown } from './a-log.ts'

const november = '2026-11-21T10:00:00.000Z'
const verified = (registry: string) => verifyAccessLog(registry, () => {})

describe('an entry', () => {
  test('is read back as it was recorded, with its people in order', async () => {
    const log = await aLog(aPlace())
    const access = { ...shown(november, 'p-2', 'p-1', 'p-2'), reason: 'why: "ü"\n', what: 'x' }
    await log.record(access)
    expect(await all(log.entries())).toEqual([
      {
        ...access,
        patients: ['p-1', 'p-2'],
        category: 'chart',
        seq: 1,
        hash: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
    ])
  })

  test('is on the disk when it is promised: another connection sees it at once', async () => {
    const place = aPlace()
    const log = await aLog(place)
    await log.record(shown(november, 'p-1'))
    expect(raw(place).prepare('select who from access_entries').pluck().all()).toEqual(['cm-1'])
  })

  test('with an instant that is none is refused, and spoils nothing for the others', async () => {
    const log = await aLog(aPlace())
    const fault = log.record({ ...shown(november), at: '../../2026' as never })
    const fine = log.record(shown(november))
    await expect(fault).rejects.toThrow('not a UTC instant')
    await fine
    expect(await all(log.entries())).toHaveLength(1)
  })

  test('that the table refuses fails alone, though it came with others', async () => {
    const log = await aLog(aPlace())
    const outcomes = await Promise.allSettled([
      log.record(shown(november, 'p-1')),
      log.record({ ...shown(november, 'p-2'), action: 'peek' as never }),
      log.record(shown(november, 'p-3')),
    ])
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect((await all(log.entries())).map(({ patients }) => patients)).toEqual([['p-1'], ['p-3']])
  })
})

describe('reading back', () => {
  test.for([
    ['everything', {}, [1, 2, 3, 4]],
    ['from an instant on', { from: '2026-11-02T00:00:00.000Z' }, [2, 3, 4]],
    ['up to an instant, which is not included', { to: '2026-11-02T00:00:00.000Z' }, [1]],
    ['one patient', { patient: 'ada' }, [1, 3]],
    ['one patient, in a time', { patient: 'ada', from: '2026-12-01T00:00:00.000Z' }, [3]],
    ['a patient whom nobody looked at', { patient: 'ida' }, []],
  ] as const)('%s', async ([, wanted, seqs]) => {
    const log = await aLog(aPlace())
    await log.record(shown('2026-11-01T10:00:00.000Z', 'ada'))
    await log.record(shown('2026-11-02T00:00:00.000Z', 'bob'))
    await log.record(shown('2026-12-01T10:00:00.000Z', 'bob', 'ada'))
    await log.record(shown('2026-12-02T10:00:00.000Z'))
    const found = await all(log.entries(wanted as object))
    expect(found.map(({ seq }) => seq)).toEqual(seqs)
  })

  test('a list of eighty patients is stored once, whatever their order', async () => {
    const place = aPlace()
    const log = await aLog(place)
    const eighty = Array.from({ length: 80 }, (_, n) => `p-${n}`)
    for (let time = 0; time < 5; time += 1)
      await log.record(shown(november, ...(time % 2 ? eighty : eighty.toReversed())))
    const count = (table: string) =>
      raw(place).prepare(`select count(*) from ${table}`).pluck().get()
    expect([count('access_entries'), count('shown_sets'), count('shown_members')]).toEqual([
      5, 1, 80,
    ])
    expect((await all(log.entries())).at(-1)?.patients).toEqual(eighty.toSorted())
  })

  test('more entries than a page holds come in order, each once', async () => {
    const log = await aLog(aPlace())
    await Promise.all(Array.from({ length: 1203 }, (_, n) => log.record(shown(november, `p-${n}`))))
    expect((await all(log.entries())).map(({ seq }) => seq)).toEqual(
      Array.from({ length: 1203 }, (_, n) => n + 1),
    )
  })
})

describe('a crowd', () => {
  test('two hundred at once share few transactions, and all are kept', async () => {
    const place = aPlace()
    const log = await aLog(place)
    await log.record(shown(november))
    const reader = raw(place)
    let transactions = 0
    let seen = reader.pragma('data_version', { simple: true })
    const watching = setInterval(() => {
      const now = reader.pragma('data_version', { simple: true })
      if (now !== seen) transactions += 1
      seen = now
    }, 0)
    await Promise.all(Array.from({ length: 200 }, () => log.record(shown(november, 'p-1'))))
    clearInterval(watching)
    expect(await verified(place)).toBe(201)
    expect(transactions).toBeLessThan(20)
  })

  test('whoever comes while a group is written waits for the next one only', async () => {
    const groups: number[][] = []
    const group = grouped<number>(async (items) => {
      groups.push([...items])
      await new Promise((resume) => setTimeout(resume, 10))
    })
    const first = [group.add(1), group.add(2)]
    await new Promise((resume) => setTimeout(resume, 5))
    await Promise.all([...first, group.add(3), group.add(4)])
    expect(groups).toEqual([
      [1, 2],
      [3, 4],
    ])
  })

  test('alone, nobody waits: fifty in a row take no gathering time', async () => {
    const group = grouped<number>(async () => undefined)
    const began = performance.now()
    for (let n = 0; n < 50; n += 1) await group.add(n)
    expect(performance.now() - began).toBeLessThan(50 * 5)
  })
})

describe('nothing is ever changed or removed', () => {
  test.for<[says: string, statement: string]>([
    ['update', `update access_entries set what = 'nothing'`],
    ['delete', 'delete from access_entries'],
    ['replace', `replace into access_entries select * from access_entries`],
    ['insert or replace', `insert or replace into shown_sets select * from shown_sets`],
    [
      'upsert',
      `insert into shown_sets select * from shown_sets where true
      on conflict do update set patients = 0`,
    ],
    ['delete of members', 'delete from shown_members'],
    ['update of a link', `update chain_links set seq = 7`],
  ])('%s is refused by the tables', async ([, statement]) => {
    const place = aPlace()
    const log = await aLog(place)
    await log.record(shown(november, 'p-1', 'p-2'))
    const other = raw(place)
    other.pragma('recursive_triggers = ON') // as every connection of ours has it
    expect(() => other.exec(statement)).toThrow(/is never (changed|deleted)/)
  })
})

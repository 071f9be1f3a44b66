/** What every registry promises, whichever engine keeps it. */
import { beforeEach, describe, expect, test } from 'vitest'
import type { OpenRegistry } from '../../db/index.ts'
import { calendarDay } from '../../server/domain/calendar.ts'
import { idOf } from '../../server/domain/records/index.ts'
import type { Change, Commit, Registry } from '../../server/domain/registry.ts'
import { instant } from '../../server/domain/zone.ts'
import { freshRegistry } from '../support/registries.ts'
import { aHouse, aPatient, storing } from '../support/rows.ts'

const at = instant('2026-03-09T07:30:00.123Z')
const actor = { who: 'cm1', role: 'care_manager' } as const
const listed = async <T>(rows: AsyncIterable<T>): Promise<T[]> => {
  const list: T[] = []
  for await (const row of rows) list.push(row)
  return list
}
const worked = (id: string, more: object = {}) =>
  storing('activities', { activity_id: id, ...more })

describe('the registry', () => {
  let registry: OpenRegistry
  const commit = (changes: Commit['changes'], more: Partial<Commit> = {}) =>
    registry.commit({ changes, actor, at, reason: 'said so', ...more })
  const activities = async () => (await registry.read('p1'))?.dossier.activities ?? []
  beforeEach(async () => {
    registry = await freshRegistry()
    await commit([...aHouse, ...aPatient(1)])
  })
  const trail = async (of: Registry = registry) => (await of.auditTrail()).slice(7)

  test('gives back every row as it was committed, text for text', async () => {
    const odd = worked('a1', { note: 'She said: "no",\n\t— 試 🌧', started_at: '2026-02-03T09:00' })
    await commit([odd, worked('a2', { started_at: '2026-02-03T09:00:00', reached: false })])
    expect(await activities()).toEqual([
      odd.row,
      worked('a2', { started_at: '2026-02-03T09:00:00', reached: false }).row,
    ])
    const [first] = await listed(registry.rows('activities'))
    expect(JSON.stringify(first)).toBe(JSON.stringify(odd.row))
  })

  test('lands a commit whole or not at all, audit included', async () => {
    await expect(commit([worked('a1'), worked('a1')])).rejects.toMatchObject({
      reason: 'duplicate',
    })
    expect(await activities()).toEqual([])
    expect(await trail()).toEqual([])
  })

  test('says who did what to which row, in order and without holes', async () => {
    await commit([worked('a1'), storing('care_team', { role: 'clinical_staff' })])
    await expect(commit([worked('a2'), worked('a2')])).rejects.toThrow()
    await commit([worked('a1', { note: 'longer' })], { reason: 'misheard' })
    expect((await trail()).map(({ hash, row_hash, ...event }) => event)).toEqual([
      expect.objectContaining({ seq: 8, action: 'added', id: 'a1', patient_id: 'p1', at }),
      expect.objectContaining({ seq: 9, id: 'e1/clinical_staff/cm1/2026-01-05', patient_id: 'p1' }),
      {
        seq: 10,
        action: 'amended',
        record: 'activities',
        id: 'a1',
        patient_id: 'p1',
        version: 2,
        reason: 'misheard',
        at,
        ...actor,
      },
    ])
  })

  test('what is known already changes nothing', async () => {
    const before = await commit([worked('a1')])
    const again = await commit([worked('a1'), ...aHouse])
    expect(again).toMatchObject({ commit_no: before.commit_no, replayed: false })
    expect(again.counts.activities).toEqual({ added: 0, amended: 0, unchanged: 1 })
    expect(await trail()).toHaveLength(1)
  })

  test('keeps every version, with who replaced it, when and why', async () => {
    await commit([worked('a1', { note: 'first' })])
    await commit([worked('a1', { note: 'second' })], { reason: 'import' })
    const versions = await registry.history('activities', 'a1')
    expect(versions.map(({ version, row, reason }) => [version, row['note'], reason])).toEqual([
      [1, 'first', 'said so'],
      [2, 'second', 'import'],
    ])
    expect(versions[0]?.row).toEqual(worked('a1', { note: 'first' }).row)
    expect((await activities())[0]?.note).toBe('second')
  })

  test('a row with a key of several columns has a history too', async () => {
    const closed = storing('care_team', { ends_on: '2026-06-30' })
    await commit([closed])
    const versions = await registry.history('care_team', idOf('care_team', closed.row))
    expect(versions.map(({ version, row }) => [version, row['ends_on']])).toEqual([
      [1, null],
      [2, '2026-06-30'],
    ])
  })

  test('lets exactly one of two changes decided on the same version through', async () => {
    await commit([worked('a1')])
    const change = (note: string) => commit([{ ...worked('a1', { note }), replaces: 1 } as Change])
    const outcomes = await Promise.allSettled([change('mine'), change('yours')])
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
    expect(outcomes[1]).toMatchObject({ reason: { reason: 'stale-version' } })
    expect((await registry.history('activities', 'a1')).length).toBe(2)
  })

  test('a row that must be new is refused where its id is taken', async () => {
    await commit([worked('a1')])
    const anew = { ...worked('a1'), replaces: 0 } as Change
    await expect(commit([anew])).rejects.toMatchObject({ reason: 'stale-version' })
  })

  test.for<[string, string, Change[]]>([
    ['a second patient with one mrn', 'duplicate', [storing('patients', { patient_id: 'p2' })]],
    ['work for nobody', 'dangling-reference', [worked('a1', { patient_id: 'nobody' })]],
    ['a row before what it refers to', 'dangling-reference', aPatient(2).reverse()],
    ['a ninth rank and one', 'broken-constraint', [storing('coverages', { rank: 10 })]],
    [
      'closing before referral',
      'broken-constraint',
      [storing('episodes', { closed_on: '2025-12-31' })],
    ],
    [
      'an end before its start',
      'broken-constraint',
      [worked('a1', { ended_at: '2026-02-03T08:59' })],
    ],
    ['a row without what it must have', 'broken-constraint', [worked('a1', { staff_id: null })]],
  ])('refuses %s as %s', async ([, reason, changes]) => {
    await expect(commit(changes)).rejects.toMatchObject({ name: 'CommitRefused', reason })
    expect(await trail()).toEqual([])
  })

  test.for([
    ['a day that is not in the calendar', storing('scores', { administered_on: '2025-02-30' })],
    ['a time that is none', worked('a1', { started_at: '2026-02-03 09:00' })],
    ['a word that the field does not know', worked('a1', { kind: 'golf' })],
    ['a zone that nobody keeps', storing('clinics', { time_zone: 'Mars/Olympus' })],
    ['half a point', storing('scores', { total: 3.5 })],
  ] as const)('refuses %s, even from a caller who cast one', async ([, change]) => {
    await expect(commit([change])).rejects.toThrow()
    expect(await trail()).toEqual([])
  })

  test('keeps a crowd apart: refusals spoil nobody else', async () => {
    const crowd = await Promise.allSettled(
      Array.from({ length: 300 }, (_, i) =>
        commit([worked(`a${i}`), ...(i % 3 === 0 ? [worked('b', { patient_id: 'nobody' })] : [])]),
      ),
    )
    expect(crowd.filter(({ status }) => status === 'fulfilled')).toHaveLength(200)
    expect(await activities()).toHaveLength(200)
    const seqs = (await trail()).map(({ seq }) => seq)
    expect(seqs).toEqual(Array.from({ length: 200 }, (_, i) => i + 8))
  })

  test('names whom a choice is about, by mrn, and reads just those who are named', async () => {
    await commit([...aPatient(3), ...aPatient(2)])
    const on = calendarDay('2026-02-01')
    const ids = ['p1', 'p2', 'p3']
    expect(await registry.chosen({ by: 'open', on, care_manager_id: 'cm1' })).toEqual(ids)
    expect(await registry.chosen({ by: 'open', on, care_manager_id: 'nobody' })).toEqual([])
    const named = { by: 'patients', patient_ids: ['p3', 'p1', 'p3', 'nobody'] } as const
    expect(await registry.chosen(named)).toEqual(['p1', 'p3'])
    const read = (await listed(registry.dossiers(named))).map(({ patient }) => patient.patient_id)
    expect(read).toEqual(['p1', 'p3'])
  })

  test('lists all rows of a record by key, however many', async () => {
    const ids = Array.from({ length: 2500 }, (_, number) => `a${String(number).padStart(4, '0')}`)
    await commit(ids.toReversed().map((id) => worked(id)))
    const rows = await listed(registry.rows('activities'))
    expect(rows.map(({ activity_id }) => activity_id)).toEqual(ids)
  })

  test('a stream that breaks leaves nothing', async () => {
    async function* broken() {
      yield worked('a1')
      throw new Error('the file ended')
    }
    await expect(commit(broken())).rejects.toThrow('the file ended')
    expect(await activities()).toEqual([])
  })

  test('names patients, staff and clinics by random handles that survive an amendment', async () => {
    const handle = await registry.handles.handleOf('patients', 'p1')
    expect(handle).toMatch(/^[\w-]{22}$/)
    await commit([storing('patients', { given_name: 'Anna' })])
    expect(await registry.handles.handleOf('patients', 'p1')).toBe(handle)
    expect(await registry.handles.idOfHandle('patients', handle ?? '')).toBe('p1')
    expect(await registry.handles.idOfHandle('staff', handle ?? '')).toBeUndefined()
  })
})

/** What a write makes forgotten: whom it touches, and nobody else. */
import { describe, expect, test } from 'vitest'
import type { OpenRegistry } from '../../db/index.ts'
import type { AnyRow } from '../../server/domain/records/index.ts'
import type { Change } from '../../server/domain/registry.ts'
import { caseloads } from '../../server/use-cases/caseload.ts'
import { storing } from '../support/rows.ts'
import { aClinic, asking, by } from '../support/two-clinics.ts'

describe('after a write', () => {
  /** Whose dossiers were read, call by call. */
  function watched(registry: OpenRegistry) {
    const read: string[][] = []
    const dossiers: OpenRegistry['dossiers'] = (choice, known) => {
      read.push(choice.by === 'patients' ? [...choice.patient_ids] : ['all'])
      return registry.dossiers(choice, known)
    }
    return {
      read,
      lists: caseloads({ registry: { ...registry, dossiers }, handles: registry.handles }),
    }
  }
  const commit = (registry: OpenRegistry, ...changes: Change[]) =>
    registry.commit({ changes, ...by })
  const activity = (n: number, more: AnyRow = {}) =>
    storing('activities', {
      activity_id: `a${n}`,
      patient_id: `p${n}`,
      started_at: '2026-03-18T09:00',
      ended_at: '2026-03-18T09:20',
      ...(more as object),
    })
  const same = ['America/New_York', 'America/New_York'] as const

  // biome-ignore format: a table reads best as a table
  test.for<[string, readonly Change[], readonly string[]]>([
    ['a score: its patient',                     [storing('scores')], ['p1']],
    ['time by itself: its patient',              [activity(1, { activity_id: 'b', started_at: '2026-03-19T09:00', ended_at: '2026-03-19T09:20' })], ['p1']],
    ['time near that of the same person: both',  [activity(1, { activity_id: 'b', started_at: '2026-03-18T10:00', ended_at: '2026-03-18T10:20' })], ['p1', 'p2']],
    ['time of somebody else: its patient',       [activity(1, { activity_id: 'b', staff_id: 'cm2' })], ['p1']],
    ['time moved away from it: both',            [activity(1, { started_at: '2026-03-01T09:00', ended_at: '2026-03-01T09:20' })], ['p1', 'p2']],
    ['a case review: all of the care manager',   [activity(1, { activity_id: 'b', kind: 'case_review', started_at: '2026-03-19T09:00', ended_at: '2026-03-19T09:20' })], ['p1', 'p2', 'p3']],
    ['a meeting: all of its care manager',       [storing('meetings')], ['p1', 'p2', 'p3']],
    ['a meeting of another: nobody',             [storing('meetings', { care_manager_id: 'cm2' })], []],
    ['somebody else’s patient: nobody',          [storing('scores', { patient_id: 'p4' })], []],
    ['a row of staff: everybody',                [storing('staff', { name: 'Vera Holm' })], ['p1', 'p2', 'p3']],
    ['a number of the site: everybody',          [storing('site_numbers')], ['p1', 'p2', 'p3']],
    ['a row moved to another patient: both',     [activity(1, { patient_id: 'p3' })], ['p1', 'p2', 'p3']],
  ])('%s', async ([, changes, expected]) => {
    const registry = await aClinic(same)
    await commit(registry, activity(1), activity(2, { started_at: '2026-03-18T09:10' }))
    const { read, lists } = watched(registry)
    await lists.list(asking)
    await commit(registry, ...changes)
    await lists.list(asking)
    expect(read[1] ?? []).toEqual(expected)
  })

  test('a number of the site: its flag is up, and gone again once the number is another', async () => {
    const registry = await aClinic(same)
    const { lists } = watched(registry)
    const flagged = async () => {
      const up = (await lists.list(asking))?.rows.map(({ row }) => row.flags.map(({ id }) => id))
      const due = (await lists.work(asking))?.items.filter(({ kind }) => kind === 'scores')
      return [
        up?.some((ids) => ids.includes('M1')),
        due?.some(({ severity }) => severity !== 'notice'),
      ]
    }
    const measureEvery = (value: number) => storing('site_numbers', { value })
    await commit(registry, measureEvery(90))
    expect(await flagged()).toEqual([false, false])
    await commit(registry, measureEvery(21))
    expect(await flagged()).toEqual([true, true])
    await commit(registry, measureEvery(90))
    expect(await flagged()).toEqual([false, false])
  })

  test('another clinic for somebody: everybody, where clinics have more than one zone', async () => {
    const registry = await aClinic(['America/New_York', 'America/Los_Angeles'])
    const { read, lists } = watched(registry)
    await lists.list(asking)
    const change = storing('episodes', { episode_id: 'e4', patient_id: 'p4', clinic_id: 'c2' })
    await commit(registry, change)
    await lists.list(asking)
    expect(read[1]).toEqual(['p1', 'p2', 'p3'])
  })

  test('of more than anybody would follow, everybody', async () => {
    const registry = await aClinic(same)
    const { read, lists } = watched(registry)
    await lists.list(asking)
    const many = Array.from({ length: 201 }, (_, i) =>
      storing('scores', { score_id: `m${i}`, patient_id: 'p4' }),
    )
    await commit(registry, ...many)
    await lists.list(asking)
    expect(read[1]).toEqual(['p1', 'p2', 'p3'])
  })

  test('what was read before it, but judged after, is not kept', async () => {
    const registry = await aClinic(same)
    let hold: (() => void) | undefined
    const dossiers: OpenRegistry['dossiers'] = async function* (choice, known) {
      const found = registry.dossiers(choice, known)
      const all = []
      for await (const one of found) all.push(one)
      if (hold === undefined)
        await new Promise<void>((resolve) => {
          hold = resolve
        })
      yield* all
    }
    const lists = caseloads({ registry: { ...registry, dossiers }, handles: registry.handles })
    const slow = lists.list(asking)
    while (hold === undefined) await new Promise((resolve) => setTimeout(resolve, 5))
    await commit(
      registry,
      storing('scores', { items: '1 1 1 1 1 1 1 1 2', administered_on: '2026-03-10' }),
    )
    const item9 = (found: Awaited<ReturnType<typeof lists.list>>) => found?.rows[0]?.row.item9
    expect(item9(await lists.list(asking))).toBe('positive')
    hold()
    expect(item9(await slow)).toBeNull()
    expect(item9(await lists.work(asking))).toBe('positive')
  })
})

test('whoever covers has the absent one’s patients on their list, on those days', async () => {
  const registry = await aClinic(['America/New_York', 'America/New_York'])
  const lists = caseloads({ registry, handles: registry.handles })
  const mrns = async () => (await lists.list(asking))?.rows.map(({ row }) => row.mrn)
  expect(await mrns()).toEqual(['0001', '0002', '0003'])
  const cover = (ends_on: string) =>
    storing('covers', {
      cover_id: 'k1',
      absent_staff_id: 'cm2',
      covering_staff_id: 'cm1',
      starts_on: '2026-03-16',
      ends_on,
    })
  await registry.commit({ changes: [cover('2026-03-20')], ...by })
  expect(await mrns()).toEqual(['0001', '0002', '0003', '0004'])
  await registry.commit({ changes: [cover('2026-03-19')], ...by })
  expect(await mrns()).toEqual(['0001', '0002', '0003'])
})

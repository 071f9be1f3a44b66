/** What is remembered of patients: after whatever was written, it is what would be made anew. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { OpenRegistry } from '../../db/index.ts'
import type { AnyRow } from '../../server/domain/records/index.ts'
import type { Change } from '../../server/domain/registry.ts'
import { instant } from '../../server/domain/zone.ts'
import { caseloads } from '../../server/use-cases/caseload.ts'
import { freshRegistry } from '../support/registries.ts'
import { aHouse, aPatient, storing } from '../support/rows.ts'

const at = instant('2026-03-20T15:00:00Z')
const by = { actor: { who: 'operator:test', role: 'operator' }, at, reason: 'test' } as const
const asking = { person: { staff_id: 'cm1', role: 'care_manager' }, at } as const
const consultant = { person: { staff_id: 'pc1', role: 'psychiatric_consultant' }, at } as const

/** What makes a patient's minutes count, so that time elsewhere and full meetings are seen. */
const inOrder = (n: number) => [
  storing('consents', {
    consent_id: `con${n}`,
    patient_id: `p${n}`,
    billing_practitioner_id: 'bp1',
    obtained_at: '2026-01-05T08:00',
    mode: 'verbal',
    obtained_by: 'cm1',
    consult_permission: true,
    cost_sharing_face_to_face: true,
    cost_sharing_non_face_to_face: true,
  }),
  storing('visits', {
    visit_id: `v${n}`,
    patient_id: `p${n}`,
    practitioner_id: 'bp1',
    visit_on: '2026-01-05',
    code: '99214',
  }),
  storing('coverages', { coverage_id: `cov${n}`, patient_id: `p${n}` }),
  storing('care_team', { episode_id: `e${n}`, role: 'billing_practitioner', staff_id: 'bp1' }),
  storing('care_team', { episode_id: `e${n}`, role: 'psychiatric_consultant', staff_id: 'pc1' }),
]

const patients = [1, 2, 3, 4]
async function aClinic(zones: readonly [string, string]): Promise<OpenRegistry> {
  const registry = await freshRegistry()
  const changes = [
    ...aHouse.filter(({ record }) => record !== 'clinics'),
    storing('clinics', { time_zone: zones[0] }),
    storing('clinics', { clinic_id: 'c2', time_zone: zones[1] }),
    storing('staff', { staff_id: 'cm2', name: 'Ida Rask', qualification: 'training' }),
    storing('staff', { staff_id: 'bp1', name: 'Omar Diallo', role: 'billing_practitioner' }),
    ...aPatient(1),
    ...aPatient(2),
    ...aPatient(3, { clinic_id: 'c2' }),
    ...aPatient(4, { staff_id: 'cm2' }),
    ...patients.flatMap(inOrder),
  ]
  await registry.commit({ changes, ...by })
  await registry.commit({ changes: [storing('staff', { qualification: 'training' })], ...by })
  return registry
}

const two = (n: number) => String(n).padStart(2, '0')
const staff = fc.constantFrom('cm1', 'cm2')
const someone = fc.constantFrom(...patients)
const worked = fc
  .record({
    id: fc.integer({ min: 1, max: 6 }),
    patient: someone,
    staff_id: staff,
    hour: fc.integer({ min: 9, max: 12 }),
    offset: fc.constantFrom('', '', '', '-05:00'),
    kind: fc.constantFrom('follow_up', 'case_review'),
  })
  .map(({ id, patient, staff_id, hour, offset, kind }) =>
    storing('activities', {
      activity_id: `a${id}`,
      patient_id: `p${patient}`,
      staff_id,
      started_at: `2026-03-18T${two(hour)}:30${offset}`,
      ended_at: `2026-03-18T${two(hour + 1)}:10${offset}`,
      kind,
    }),
  )
const scored = fc.tuple(someone, fc.constantFrom('0', '2')).map(([n, last]) =>
  storing('scores', {
    score_id: `s${n}`,
    patient_id: `p${n}`,
    items: `1 1 1 1 1 1 1 1 ${last}`,
    administered_on: '2026-03-10',
  }),
)
const met = fc.tuple(staff, fc.constantFrom('12:00', '09:40', '11:30')).map(([id, end]) =>
  storing('meetings', {
    meeting_id: 'm1',
    care_manager_id: id,
    started_at: '2026-03-18T09:00',
    ended_at: `2026-03-18T${end}`,
  }),
)
const moved = fc
  .tuple(someone, fc.constantFrom('c1', 'c2'))
  .map(([n, clinic_id]) =>
    storing('episodes', { episode_id: `e${n}`, patient_id: `p${n}`, clinic_id }),
  )
const left = fc
  .tuple(someone, fc.constantFrom(null, '2026-03-01'))
  .map(([n, ends_on]) =>
    storing('care_team', { episode_id: `e${n}`, staff_id: n === 4 ? 'cm2' : 'cm1', ends_on }),
  )
const taken = fc.integer({ min: 1, max: 6 }).map((id) =>
  storing('withdrawals', {
    withdrawal_id: `w${id}`,
    patient_id: 'p1',
    record: 'activities',
    row_id: `a${id}`,
    reason: 'wrong chart',
    withdrawn_by: 'cm1',
    withdrawn_on: '2026-03-19',
  }),
)
const renamed = fc.constantFrom<Change>(
  storing('staff', { name: 'Vera Holm', qualification: 'training' }),
  storing('staff', { name: 'Vera Ekholm' }),
  storing('patients', { family_name: 'Rosa', given_name: 'Eva' }),
  storing('clinics', { time_zone: 'America/Chicago' }),
  storing('clinics', { name: 'Clinic in the Valley', time_zone: 'America/New_York' }),
)
const covering = fc.constantFrom('2026-03-19', '2026-03-20').map((ends_on) =>
  storing('covers', {
    cover_id: 'k1',
    absent_staff_id: 'cm2',
    covering_staff_id: 'cm1',
    starts_on: '2026-03-16',
    ends_on,
  }),
)
const writing: fc.Arbitrary<Change> = fc.oneof(
  { weight: 6, arbitrary: worked },
  { weight: 2, arbitrary: met },
  scored,
  moved,
  left,
  taken,
  renamed,
  covering,
)

const zones = fc.constantFrom<readonly [string, string]>(
  ['America/New_York', 'America/New_York'],
  ['America/New_York', 'America/Los_Angeles'],
)

test('after any writes, lists are those that would be made anew', async () => {
  await fc.assert(
    fc.asyncProperty(
      zones,
      fc.array(writing, { minLength: 5, maxLength: 14 }),
      async (in_, all) => {
        const registry = await aClinic(in_)
        const parts = { registry, handles: registry.handles }
        const remembering = caseloads(parts)
        await remembering.list(asking)
        for (const change of all) {
          await registry.commit({ changes: [change], ...by })
          for (const who of [asking, consultant]) {
            const anew = caseloads(parts)
            expect(await remembering.list(who)).toEqual(await anew.list(who))
            expect(await remembering.work(who)).toEqual(await anew.work(who))
          }
        }
        await registry.close()
      },
    ),
    { numRuns: 12 },
  )
})

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

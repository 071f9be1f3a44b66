/** What is remembered of patients: after whatever was written, it is what would be made anew. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Change } from '../../server/domain/registry.ts'
import { caseloads } from '../../server/use-cases/caseload.ts'
import { storing } from '../support/rows.ts'
import { aClinic, asking, by, consultant, patients } from '../support/two-clinics.ts'

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
const numbered = fc
  .tuple(fc.constantFrom('measure_every', 'contact_red_after'), fc.constantFrom(14, 21, 90))
  .map(([name, value]) => storing('site_numbers', { name, value }))
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
  numbered,
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
    { numRuns: 6 },
  )
})

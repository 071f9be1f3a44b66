/** What must hold within the chart: closing, and the minutes of a meeting. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CaseloadMeeting } from '../../server/domain/dossier.ts'
import { minutesFault, minutesSoFar } from '../../server/domain/meeting-minutes.ts'
import type { Role } from '../../server/domain/records/index.ts'
import type { Change } from '../../server/domain/registry.ts'
import type { LocalTime, TimeZone } from '../../server/domain/zone.ts'
import { staffOf } from '../http/support/clinic.ts'
import { aHouse, type House } from '../http/support/house.ts'
import { atTheChart, fieldsOf } from './a-chart-open.ts'

let house: House
beforeAll(async () => {
  house = await aHouse()
  await house.parts.registry.commit({
    changes: [
      { record: 'meetings', row: meeting, replaces: 0 },
      { record: 'care_team', row: alsoTheirs, replaces: 0 },
    ] as unknown as Change[], // days and times that exist
    actor: { who: 'operator:test', role: 'operator' },
    at: house.parts.clock.now(),
    reason: 'test',
  })
})
afterAll(() => house.close())
const as = (role: Role) => atTheChart(house, role)
const keyOf = (record: 'episodes', id: string) => house.parts.rowKeys.keyOf(record, id)

/** The care manager has the other patient too. */
const alsoTheirs = {
  episode_id: 'ep-2',
  role: 'care_manager',
  staff_id: staffOf('care_manager'),
  starts_on: '2026-08-03',
  ends_on: null,
}
/** Begun at 9:30; the clinic's clock shows 10:00. */
const meeting = {
  meeting_id: 'm-1',
  clinic_id: 'cl-1',
  care_manager_id: staffOf('care_manager'),
  psychiatric_consultant_id: staffOf('psychiatric_consultant'),
  started_at: '2026-11-02T09:30',
  ended_at: null,
  missed_reason: null,
  attendees: null,
  entered_by: null,
  confirmed_by: null,
  confirmed_at: null,
}
const review = {
  meeting_id: 'm-1',
  psychiatric_consultant_id: staffOf('psychiatric_consultant'),
  care_manager_id: staffOf('care_manager'),
  recommendation: 'continue current treatment',
  recommends_change: false,
}

describe('the cases of a meeting', () => {
  test('never take longer than it has lasted', async () => {
    const { add, amend } = as('care_manager')
    const first = await add('case_reviews', { ...review, minutes: 20 })
    expect(first.statusCode, first.body).toBe(201)
    const second = await add('case_reviews', { ...review, minutes: 11 })
    expect(fieldsOf(second)).toEqual(['/minutes'])
    expect(second.json().faults[0].says).toContain('at most 10')
    const { key } = first.json()
    expect((await amend('case_reviews', key, 1, { minutes: 31 })).statusCode).toBe(400)
    expect((await amend('case_reviews', key, 1, { minutes: 30 })).statusCode).toBe(200)
    expect((await amend('case_reviews', key, 2, { minutes: 10 })).statusCode).toBe(200)
  })

  test('not even where two are entered at the same moment', async () => {
    const answers = await Promise.all(
      ['pt-1', 'pt-2'].map((patient) =>
        atTheChart(house, 'care_manager', patient).add('case_reviews', { ...review, minutes: 15 }),
      ),
    )
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([201, 400])
  })

  test('are of a meeting of the patient’s own care manager', async () => {
    const answer = await as('care_manager').add('case_reviews', { ...review, meeting_id: 'm-9' })
    expect(fieldsOf(answer)).toEqual(['/meeting_id'])
  })
})

const zone = 'America/New_York' as TimeZone // a zone that exists
const held = (more: object) =>
  ({ ...meeting, time_zone: zone, ...more }) as unknown as CaseloadMeeting
const clock = { now: '2026-11-02T10:00' as LocalTime, zone }

test.for<[string, object, number]>([
  ['running', {}, 30],
  ['ended', { ended_at: '2026-11-02T09:45:59' }, 15],
  ['missed', { missed_reason: 'holiday' }, 0],
  ['of tomorrow', { started_at: '2026-11-03T09:30' }, 0],
  [
    'over the change of clocks',
    { started_at: '2026-11-01T00:30', ended_at: '2026-11-01T02:30' },
    180,
  ],
])('a meeting %s has its minutes', ([, more, minutes]) => {
  expect(minutesSoFar(held(more), clock)).toBe(minutes)
  expect(minutesFault(held(more), 0, minutes, clock)).toBeUndefined()
  expect(minutesFault(held(more), 0, minutes + 1, clock)?.column).toBe('minutes')
  expect(minutesFault(held(more), 1, minutes, clock)?.column).toBe('minutes')
})

describe('closing an episode', () => {
  const closed = { closed_on: '2026-11-02', close_reason: 'goals_met' }
  const close = (changes: object) =>
    as('care_manager').amend('episodes', keyOf('episodes', 'ep-1'), 1, { ...closed, ...changes })

  test('waits for the disposition of a positive self-harm item', async () => {
    const answer = await close({})
    expect(answer.statusCode).toBe(422)
    expect(answer.json().detail).toContain('self-harm')
    expect(answer.json().remedy).toContain('disposition')
    const gone = await as('care_manager').withdraw('episodes', keyOf('episodes', 'ep-1'))
    expect(gone.statusCode).toBe(422)
  })

  test('is not before the last care, not in the future, and has a reason', async () => {
    expect(fieldsOf(await close({ closed_on: '2026-10-19' }))).toContain('/closed_on')
    expect(fieldsOf(await close({ closed_on: '2026-11-03' }))).toEqual(['/closed_on'])
    expect(fieldsOf(await close({ close_reason: null }))).toContain('/close_reason')
  })

  test('is done once the risk is assessed with a disposition', async () => {
    const { statusCode, body } = await as('care_manager').add('risk_assessments', {
      tier: 'low',
      disposition: 'no intent, no plan; safety plan gone through',
    })
    expect(statusCode, body).toBe(201)
    const answer = await close({})
    expect(answer.statusCode, answer.body).toBe(200)
    expect(answer.json().row).toMatchObject(closed)
  })
})

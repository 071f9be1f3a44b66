/** The weekly review as its two people live it: agenda, meeting, end, the consultant's word. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { MeetingView, ReviewView } from '../../server/contract/review.ts'
import { staffOf } from './support/clinic.ts'
import { aHouse, type House } from './support/house.ts'

let house: House
beforeAll(async () => {
  house = await aHouse()
})
afterAll(() => house.close())

const manager = 'care_manager'
const consultant = 'psychiatric_consultant'
const staffHandle = async (id: string) => (await house.parts.handles.handleOf('staff', id))!
const pair = async () => ({
  care_manager: await staffHandle(staffOf(manager)),
  psychiatric_consultant: await staffHandle(staffOf(consultant)),
})

const start = async (role: 'care_manager' | 'psychiatric_consultant', key: string, more = {}) =>
  house.as(role, {
    method: 'POST',
    url: '/api/meetings',
    headers: { 'idempotency-key': key },
    payload: { ...(await pair()), attendees: null, missed: null, ...more },
  })
type Role = Parameters<House['as']>[0]
const step = (
  role: Role,
  { meeting, version }: MeetingView,
  what: 'end' | 'confirmation',
  payload: object,
) =>
  house.as(role, {
    method: 'POST',
    url: `/api/meetings/${meeting}/${what}`,
    headers: { 'if-match': `"v${version}"` },
    payload,
  })
const reviewOf = async (role: Role = manager, query = ''): Promise<ReviewView> =>
  (await house.as(role, `/api/review${query}`)).json()

/** A review of pt-1 written in a meeting, as the records route writes it. */
const reviewed = (meeting: MeetingView, minutes: number) =>
  house.parts.registry.commit({
    changes: [
      {
        record: 'case_reviews',
        row: {
          review_id: `rv-${meeting.row.meeting_id}`,
          patient_id: 'pt-1',
          meeting_id: meeting.row.meeting_id,
          reviewed_on: meeting.row.started_at.slice(0, 10),
          psychiatric_consultant_id: staffOf(consultant),
          care_manager_id: staffOf(manager),
          recommendation: 'raise the dose',
          recommends_change: true,
          decision: null,
          decided_by: null,
          decided_on: null,
          note: null,
          question: null,
          kind: 'medication',
          minutes,
          next_review_on: null,
          sent_on: null,
          carried_out_on: null,
          entered_by: staffOf(manager),
          confirmed_by: null,
          confirmed_at: null,
        } as never, // a complete row, of literals
      },
    ],
    actor: { who: staffOf(manager), role: manager },
    at: house.parts.clock.now(),
    reason: 'test',
  })

describe('the agenda', () => {
  test('prints its reasons, keeps to its minutes, and says who is left out', async () => {
    const wide = await reviewOf()
    expect(wide.entries.map(({ row }) => row.episode_id)).toEqual(['ep-1'])
    expect(wide.entries[0]!.reasons.length).toBeGreaterThan(0)
    expect(wide.planned).toBeLessThanOrEqual(wide.length)
    const narrow = await reviewOf(manager, '?minutes=4')
    expect(narrow.entries).toEqual([])
    expect(narrow.left_out.map(({ row }) => row.episode_id)).toEqual(['ep-1'])
  })

  test('opens for the consultant, who sees whose reviews they may open', async () => {
    const view = await reviewOf(consultant)
    expect(view.care_managers.map(({ staff_id }) => staff_id)).toEqual([staffOf(manager)])
    expect(view.entries).toHaveLength(1)
  })

  test.for([manager, consultant] as const)('of a stranger is not there for %s', async (role) => {
    const stranger = await staffHandle('other-care_manager')
    const answer = await house.as(role, `/api/review?care_manager=${stranger}`)
    expect(answer.statusCode).toBe(404)
    expect(answer.body).not.toContain('Lindqvist')
    expect((await house.logged()).at(-1)).toMatchObject({ action: 'refused' })
  })

  test('tells the log whom it shows', async () => {
    await reviewOf()
    expect((await house.logged()).at(-1)).toMatchObject({
      action: 'list',
      what: 'weekly review',
      patients: ['pt-1'],
    })
  })
})

describe('a meeting', () => {
  let running: MeetingView

  test('started twice by one double click is one meeting', async () => {
    const [first, second] = await Promise.all([
      start(manager, 'key-start-1'),
      start(manager, 'key-start-1'),
    ])
    expect([first.statusCode, second.statusCode]).toEqual([201, 201])
    expect(second.json().meeting).toBe(first.json().meeting)
    running = first.json()
    expect(running).toMatchObject({ state: 'running', version: 1 })
    expect(running.row).toMatchObject({
      started_at: '2026-11-02T10:00:00',
      entered_by: staffOf(manager),
      clinic_id: 'cl-1',
    })
  })

  test('is not started a second time while it runs, by either of the two', async () => {
    const again = await start(consultant, 'key-start-2')
    expect(again.statusCode).toBe(422)
    expect(again.json().detail).toContain('runs since 2026-11-02 10:00')
  })

  test('cannot be started for others', async () => {
    const other = { care_manager: await staffHandle('other-care_manager') }
    expect((await start(manager, 'key-start-3', other)).statusCode).toBe(404)
  })

  test('needs a key, and roles that meet', async () => {
    const bare = await house.as(manager, { method: 'POST', url: '/api/meetings', payload: {} })
    expect(bare.statusCode).toBe(400)
    const clerk = await house.as('billing_staff', {
      method: 'POST',
      url: '/api/meetings',
      payload: {},
    })
    expect(clerk.statusCode).toBe(403)
  })

  test('keeps a reviewed case on its agenda, marked', async () => {
    await reviewed(running, 12)
    const { meeting, entries } = await reviewOf()
    expect(meeting).toMatchObject({ meeting: running.meeting, minutes_used: 12 })
    expect(entries[0]).toMatchObject({ reviewed: true })
  })

  test('is not confirmed while it runs', async () => {
    expect((await step(consultant, running, 'confirmation', { reviews: [] })).statusCode).toBe(422)
  })

  test('does not end with more minutes on its reviews than it had', async () => {
    house.pass(10)
    const answer = await step(manager, running, 'end', { ended_at: null })
    expect(answer.statusCode).toBe(422)
    expect(answer.json().detail).toBe('Its reviews say 12 minutes, the meeting had 10.')
  })

  test('does not end in the future, nor before it began', async () => {
    for (const ended_at of ['2026-11-02T09:59', '2026-11-02T23:00', '2026-11-02T10:00:00'])
      expect((await step(manager, running, 'end', { ended_at })).statusCode).toBe(422)
  })

  test('ends, and awaits its consultant', async () => {
    house.pass(10)
    const bare = await house.as(manager, {
      method: 'POST',
      url: `/api/meetings/${running.meeting}/end`,
      payload: { ended_at: null },
    })
    expect(bare.statusCode).toBe(428)
    const answer = await step(manager, running, 'end', { ended_at: null })
    expect(answer.statusCode, answer.body).toBe(200)
    expect(answer.json()).toMatchObject({ state: 'to_confirm', minutes: 20, version: 2 })
    expect((await step(manager, running, 'end', { ended_at: null })).statusCode).toBe(412)
    running = answer.json()
  })

  test('is confirmed by nobody but that consultant, with the reviews that they saw', async () => {
    const seen = {
      reviews: running.reviews.map(({ review, version }) => ({
        review_id: review.review_id,
        version,
      })),
    }
    expect((await step(manager, running, 'confirmation', seen)).statusCode).toBe(403)
    await house.renew(consultant)
    const stale = { reviews: seen.reviews.map((one) => ({ ...one, version: 7 })) }
    expect((await step(consultant, running, 'confirmation', stale)).statusCode).toBe(412)
    const answer = await step(consultant, running, 'confirmation', seen)
    expect(answer.statusCode, answer.body).toBe(200)
    expect(answer.json()).toMatchObject({
      state: 'held',
      row: { confirmed_by: staffOf(consultant), confirmed_at: '2026-11-02T10:20:00' },
      reviews: [{ confirmed: true, version: 2 }],
    })
    expect((await reviewOf()).to_confirm).toEqual([])
  })
})

describe('a week without a meeting', () => {
  test('is on the list until somebody says why', async () => {
    const before = await reviewOf()
    expect(before.missed_weeks).toContain('2026-10-26')
    const missed = { on: '2026-10-27', reason: 'the consultant was ill' }
    const answer = await start(manager, 'key-missed-1', { missed })
    expect(answer.statusCode, answer.body).toBe(201)
    expect(answer.json()).toMatchObject({ state: 'to_confirm', minutes: null })
    const after = await reviewOf()
    expect(after.missed_weeks).not.toContain('2026-10-26')
    expect(after.to_confirm).toMatchObject([{ row: { missed_reason: 'the consultant was ill' } }])
  })

  test('counts once the consultant has confirmed why', async () => {
    const [waiting] = (await reviewOf()).to_confirm
    const answer = await step(consultant, waiting!, 'confirmation', { reviews: [] })
    expect(answer.json()).toMatchObject({ state: 'missed', minutes: null })
    expect((await reviewOf()).to_confirm).toEqual([])
  })

  test('is none that has not come', async () => {
    const missed = { on: '2026-11-03', reason: 'holiday' }
    expect((await start(manager, 'key-missed-2', { missed })).statusCode).toBe(422)
  })
})

describe('whom time cut', () => {
  test('comes back with more weight, and says so', async () => {
    const [before] = (await reviewOf()).entries
    const begun = (await start(manager, 'key-cut-1')).json()
    house.pass(5)
    expect((await step(manager, begun, 'end', { ended_at: null })).statusCode).toBe(200)
    const [after] = (await reviewOf()).entries
    expect(before!.carried_over).toBe(false)
    expect(after).toMatchObject({ carried_over: true, points: before!.points + 15 })
    expect(after!.reasons.at(-1)).toBe('Left out last week for want of time.')
  })
})

test('a meeting that nobody ended is still there a week later, and ends when it really did', async () => {
  const begun: MeetingView = (await start(manager, 'key-late-1')).json()
  house.pass(7 * 24 * 60)
  await house.renew(manager)
  const { meeting } = await reviewOf()
  expect(meeting).toMatchObject({ meeting: begun.meeting, state: 'running' })
  const now = await step(manager, begun, 'end', { ended_at: null })
  expect(now.json().detail).toContain('more than 8 hours')
  const day = begun.row.started_at.slice(0, 10)
  const then = await step(manager, begun, 'end', { ended_at: `${day}T11:10` })
  expect(then.statusCode, then.body).toBe(200)
  expect((await reviewOf()).meeting).toBeNull()
})

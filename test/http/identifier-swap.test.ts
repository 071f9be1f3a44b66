/**
 * Every id of somebody else's in the place of one's own: in the path, the query and the body it gets
 * the same bytes as an id that does not exist.
 */
import type { InjectOptions } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Role } from '../../server/domain/records/people.ts'
import { secrets } from './support/clinic.ts'
import { aHouse, type House } from './support/house.ts'

interface Ids {
  /** Handles of patients. */
  readonly own: string
  readonly patient: string
  readonly activity: string
  readonly session: string
  readonly episode: string
  readonly grant: string
}

let house: House
let foreign: Ids
/** Of the right form, and of nothing. */
let nobodys: Ids
beforeAll(async () => {
  house = await aHouse()
  const { rowKeys, sessions } = house.parts
  await house.cookieOf('billing_staff')
  const theirs = (await sessions.all()).find(({ account_id }) => account_id === 'ac-billing_staff')!
  const own = await house.handleOf('pt-1')
  foreign = {
    own,
    patient: await house.handleOf('pt-2'),
    activity: rowKeys.keyOf('activities', 'a1-2'),
    session: rowKeys.keyOf('sessions', theirs.token_hash),
    episode: 'ep-2',
    grant: rowKeys.keyOf('accounts', 'ac-billing_staff'),
  }
  const none = 'A'.repeat(22)
  nobodys = { own, patient: none, activity: none, session: none, episode: 'ep-9', grant: none }
})
afterAll(() => house?.close())

let keys = 0
const adding = () => ({ 'idempotency-key': `swap-key-${keys++}` })
const seen = { 'if-match': '"v1"' }
type Asks = (ids: Ids) => InjectOptions

/** Where an id of a patient, or of what is theirs or another person's, can be sent at all. */
const places: readonly (readonly [string, Asks])[] = [
  ['the page', ({ patient }) => ({ url: `/api/patients/${patient}` })],
  ['scores', ({ patient }) => ({ url: `/api/patients/${patient}/scores` })],
  ['a month', ({ patient }) => ({ url: `/api/patients/${patient}/months/2026-10` })],
  [
    'a row’s history',
    ({ own, activity }) => ({ url: `/api/patients/${own}/records/activities/${activity}/history` }),
  ],
  [
    'a row',
    ({ own, activity }) => ({
      method: 'PUT',
      url: `/api/patients/${own}/records/activities/${activity}`,
      headers: seen,
      payload: { changes: { note: 'x' }, reason: 'x' },
    }),
  ],
  [
    'a withdrawal',
    ({ own, activity }) => ({
      method: 'POST',
      url: `/api/patients/${own}/records/activities/${activity}/withdrawal`,
      headers: seen,
      payload: { reason: 'x' },
    }),
  ],
  [
    'an episode in a body',
    ({ own, episode }) => ({
      method: 'POST',
      url: `/api/patients/${own}/records/episode_phases`,
      headers: adding(),
      payload: { episode_id: episode, phase: 'acute', starts_on: '2026-10-01', reason: null },
    }),
  ],
  [
    'a team’s episode in a body',
    ({ own, episode }) => ({
      method: 'POST',
      url: `/api/patients/${own}/records/care_team`,
      headers: adding(),
      payload: {
        episode_id: episode,
        role: 'care_manager',
        staff_id: 'st-care_manager',
        starts_on: '2026-10-01',
      },
    }),
  ],
  [
    'a timer',
    ({ patient }) => ({
      method: 'POST',
      url: '/api/timer',
      headers: adding(),
      payload: { patient, kind: 'follow_up' },
    }),
  ],
  [
    'a draft',
    ({ patient }) => ({
      method: 'PUT',
      url: '/api/drafts/note',
      payload: { patient, content: 'x' },
    }),
  ],
  [
    'a print',
    ({ patient }) => ({
      method: 'POST',
      url: '/api/disclosures',
      payload: { action: 'print', screen: 'patient', patients: [patient] },
    }),
  ],
  ['a session', ({ session }) => ({ method: 'DELETE', url: `/api/account/sessions/${session}` })],
  ['a factor', ({ grant }) => ({ method: 'DELETE', url: `/api/account/factors/${grant}` })],
]

describe.each(places)('%s', (_, ask) => {
  test.for<Role>(['care_manager', 'psychiatric_consultant'])(
    'of somebody else’s, as %s',
    async (role) => {
      const theirs = await house.as(role, ask(foreign))
      const none = await house.as(role, ask(nobodys))
      expect(theirs.statusCode, theirs.body).toBeGreaterThanOrEqual(400)
      expect(theirs.statusCode, theirs.body).toBeLessThan(500)
      expect([theirs.statusCode, theirs.body]).toEqual([none.statusCode, none.body])
      expect(Object.keys(theirs.headers).sort()).toEqual(Object.keys(none.headers).sort())
      for (const secret of secrets) expect(theirs.body).not.toContain(secret)
    },
  )
})

/**
 * Twenty thousand requests that nobody wrote, made from the contracts of the routes themselves: what
 * fits, and that with something wrong in it. Each is answered, none with a fault of ours, and every
 * refusal is a problem that names its field. COCM_LONG=yes asks a million times; COCM_SEED asks
 * otherwise.
 */
import type { FastifyInstance } from 'fastify'
import { expect, test } from 'vitest'
import { aHouse } from '../http/support/house.ts'
import { barrage, type Told } from './support/barrage.ts'

const seed = process.env['COCM_SEED'] ?? 'hostile'
/** Each in a clinic of its own: what thousands of requests have added slows the next ones down. */
const batches = process.env['COCM_LONG'] === 'yes' ? 200 : 4
const requests = 5_000

test.for(Array.from({ length: batches }, (_, i) => `${seed} ${i}`))(
  'every request from %s is answered well',
  { timeout: 900_000 },
  async (from) => {
    const house = await aHouse()
    const told = await barrage(house, from, requests)
    await house.close()
    expect(told.faults).toEqual([])
    expect(told.asked).toBe(requests)
    // a barrage that never comes through the door would find nothing wrong inside
    expect(doneAt(told).length / told.statuses.size).toBeGreaterThan(0.5)
    expect(Object.keys(Object.prototype), 'nothing was added to every object').toEqual([])
  },
)

/** Routes at which something was done. */
const doneAt = ({ statuses }: Told): readonly string[] =>
  [...statuses].filter(([, of]) => [...of.keys()].some((status) => status < 300)).map(([at]) => at)

const access = { roles: 'anyone', what: 'test', shows: 'nothing' } as const
test.for<[title: string, spoil: (app: FastifyInstance) => void, says: RegExp]>([
  [
    'breaks on a text that it did not expect',
    (app) =>
      app.post('/api/fragile', { config: { access } }, async ({ body }) => {
        if (JSON.stringify(body).length % 7 === 0) throw new TypeError('x is not a function')
        return {}
      }),
    /\/api\/fragile .*answers 500/,
  ],
  [
    'tells what goes on inside',
    (app) =>
      app.get('/api/chatty', { config: { access } }, async (_request, reply) =>
        reply.code(400).type('application/problem+json').send({ stack: 'at read (db/store.ts:1)' }),
      ),
    /\/api\/chatty .*shows its insides/,
  ],
  [
    'forgets a header',
    (app) =>
      app.get('/api/bare', { config: { access } }, async (_request, reply) => {
        reply.removeHeader('x-content-type-options')
        return {}
      }),
    /\/api\/bare .*no x-content-type-options/,
  ],
])('a route that %s is found', async ([, spoil, says]) => {
  const house = await aHouse({ more: spoil })
  const { faults } = await barrage(house, 'planted', 200, /fragile|chatty|bare/)
  await house.close()
  expect(faults.join('\n')).toMatch(says)
})

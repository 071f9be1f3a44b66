/** More connections than the system gives descriptors for: they are bounded, and nothing is lost. */
import { connect, type Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import Fastify from 'fastify'
import { expect, onTestFinished, test } from 'vitest'
import { examine } from '../../db/verify/index.ts'
import { connectionsWithin } from '../../server/descriptors.ts'
import { answerErrors, limits } from '../../server/http/limits.ts'
import { verify } from '../../server/use-cases/verify.ts'
import { settings } from '../http/support/house.ts'
import { node } from '../http/support/program.ts'
import { freshUrl } from '../support/registries.ts'
import { aClinicAt, asked, notesIn, served, working } from './support/served.ts'

test.for([
  [256, 128],
  [400, 200],
  [1024, 524],
  [65_536, 65_036],
] as const)('of %i descriptors, connections may take %i', ([descriptors, connections]) => {
  expect(connectionsWithin(descriptors)).toBe(connections)
})

/** Strangers who connect and say nothing. */
async function crowd(address: string, count: number) {
  const { hostname, port } = new URL(address)
  const sockets: Socket[] = []
  let closed = 0
  for (let n = 0; n < count; n++) {
    const socket = connect(Number(port), hostname)
    socket.on('error', () => undefined)
    socket.on('close', () => {
      closed += 1
    })
    sockets.push(socket)
  }
  const leave = () => {
    for (const socket of sockets) socket.destroy()
  }
  onTestFinished(leave)
  return { leave, closed: () => closed }
}

const limited = ['sh', '-c', 'ulimit -n 400 && exec "$@"', 'sh', ...node('main')]

test('six hundred connections to four hundred descriptors: it works on, and nothing is lost', {
  timeout: 240_000,
}, async () => {
  const url = freshUrl()
  const page = await aClinicAt(url)
  const server = served(url, {}, limited)
  const address = await server.address()
  const { writes } = await working(address, page)
  const ledger: string[] = []
  const written = async (note: string) => {
    const status = await writes(note).then((answer) => answer.status, String)
    if (status === 201) ledger.push(note)
    return status
  }
  expect(await written('before')).toBe(201)
  const strangers = await crowd(address, 600)
  for (let n = 0; n < 20 || strangers.closed() < 400; n++) await written(`meanwhile ${n}`)
  await pause(1500) // whatever looks at the program now and then has looked
  strangers.leave()
  const ready = async () => (await asked(`${address}/ready`).catch(() => undefined))?.status
  await expect.poll(ready, { timeout: 30_000 }).toBe(200)
  expect(await written('after')).toBe(201)
  server.signal('SIGTERM')
  expect(await server.ended, 'it had gone on all the time').toBe(0)
  const kept = await notesIn(url)
  expect(ledger.filter((note) => !kept.has(note))).toEqual([])
  expect(await verify(await examine(url))).toMatchObject({ whole: true })
})

test('who comes as one of the last is told to come again, and room is made', async () => {
  const app = Fastify(limits(settings))
  answerErrors(app, { ...settings, mostConnections: 10 })
  app.get('/x', async () => 'here')
  app.get('/health', async () => 'alive')
  const address = await app.listen({ port: 0, host: '127.0.0.1' })
  onTestFinished(() => app.close())
  const strangers = await crowd(address, 9)
  await expect.poll(() => connectionsOf(app.server)).toBe(9)
  const turnedAway = await asked(`${address}/x`)
  expect([turnedAway.status, turnedAway.retryAfter]).toEqual([503, '5'])
  expect(JSON.parse(turnedAway.body).type).toBe('/problems/overloaded')
  expect((await asked(`${address}/health`)).status, 'it lives').toBe(200)
  const more = await crowd(address, 5)
  await expect.poll(more.closed, { message: 'beyond the most, unheard' }).toBe(4)
  strangers.leave()
  more.leave()
  await expect.poll(async () => (await asked(`${address}/x`)).status).toBe(200)
})

const connectionsOf = (server: {
  getConnections(told: (e: unknown, n: number) => void): unknown
}) => new Promise<number>((done) => server.getConnections((_, count) => done(count)))

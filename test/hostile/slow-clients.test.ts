/** Clients that send or read as slowly as they can, over bare sockets: none holds the server up. */
import { connect, type Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import Fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ProblemShape } from '../../server/contract/problems.ts'
import { answerErrors, boundBodies, limits } from '../../server/http/limits.ts'
import { settings } from '../http/support/house.ts'

let app: FastifyInstance
let port = 0
const usual = limits(settings)
beforeAll(async () => {
  // the same limits, only sooner: nobody waits ten seconds in a test
  const http = { ...usual.http, headersTimeout: 400, connectionsCheckingInterval: 50 }
  app = Fastify({ ...usual, connectionTimeout: 900, requestTimeout: 3_000, http })
  await answerErrors(app, settings)
  boundBodies(app, 400)
  app.get('/quick', async () => 'quick')
  app.get('/work', () => wait(2_000, 'done'))
  app.post('/body', async () => 'whole')
  app.post('/refused', {
    onRequest: async (_request, reply) => reply.code(401).send({}),
    handler: async () => 'never',
  })
  app.get('/large', async () => 'x'.repeat(64 * 1024 * 1024))
  port = Number(new URL(await app.listen({ port: 0, host: '127.0.0.1' })).port)
})
afterAll(() => app.close())

interface Client {
  readonly socket: Socket
  readonly heard: () => string
  /** The other side has had enough; a test that waits in vain fails by its own limit. */
  readonly ended: Promise<void>
}

function client(first: string): Promise<Client> {
  return new Promise((done) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(first)
      done({ socket, heard: () => text, ended })
    })
    let text = ''
    socket.on('data', (chunk) => {
      if (text.length < 10_000) text += chunk.toString('latin1')
    })
    socket.on('error', () => undefined) // cut off: that is what is looked for
    const ended = new Promise<void>((over) => socket.once('close', () => over()))
  })
}

/** A letter at a time, until the other side has had enough. */
async function dribble({ socket }: Client, letter = 'x'): Promise<void> {
  while (!socket.destroyed && socket.writable) {
    socket.write(letter)
    await wait(40)
  }
}

const head = (path: string, method = 'POST'): string =>
  `${method} ${path} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n`

describe('cut off is whoever', () => {
  test.for<[title: string, first: string, letter: string]>([
    ['never ends a header', 'GET /quick HTTP/1.1\r\nhost: x\r\nx: ', 'x'],
    ['sends header after header', 'GET /quick HTTP/1.1\r\nhost: x\r\n', 'a: b\r\n'],
    ['never ends the first line', 'GET /', 'x'],
    ['never ends a body', `${head('/body')}content-length: 1000\r\n\r\n{`, ' '],
    ['never ends a chunk', `${head('/body')}transfer-encoding: chunked\r\n\r\n3e8\r\n{`, ' '],
    ['is refused and goes on sending', `${head('/refused')}content-length: 1000\r\n\r\n{`, ' '],
  ])('%s', async ([, first, letter]) => {
    const slow = await client(first)
    void dribble(slow, letter)
    await slow.ended
    const [, , body] = /^HTTP\/1\.1 (4\d\d)[\s\S]*?\r\n\r\n([\s\S]*)$/.exec(slow.heard()) ?? []
    if (!first.includes('/refused')) ProblemShape.parse(JSON.parse(body ?? ''))
  })

  test('says nothing', async () => {
    await (await client('')).ended
  })

  test('does not read what it asked for', async () => {
    const deaf = await client('GET /large HTTP/1.1\r\nhost: x\r\n\r\n')
    deaf.socket.pause()
    await new Promise((cut) => app.server.once('timeout', cut))
    deaf.socket.destroy()
  })
})

test('two hundred slow ones keep nobody else waiting', async () => {
  const crowd = await Promise.all(
    Array.from({ length: 200 }, () => client('GET /quick HTTP/1.1\r\nx: ')),
  )
  const answer = await fetch(`http://127.0.0.1:${port}/quick`)
  expect([answer.status, await answer.text()]).toEqual([200, 'quick'])
  await Promise.all(crowd.map(({ ended }) => ended))
  const open = () => new Promise<number>((told) => app.server.getConnections((_, n) => told(n)))
  while ((await open()) > 2) await wait(20)
})

test('whoever waits for work that takes longer than a silence may is answered', async () => {
  const patient = await client('GET /work HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n')
  await patient.ended
  expect(patient.heard()).toMatch(/^HTTP\/1\.1 200 [\s\S]*done$/)
})

test('a client that takes its time, but not too much, is answered', async () => {
  const steady = await client(`${head('/body')}content-length: 2\r\nconnection: close\r\n\r\n{`)
  await wait(150)
  steady.socket.write('}')
  await steady.ended
  expect(steady.heard()).toMatch(/^HTTP\/1\.1 200 [\s\S]*whole$/)
})

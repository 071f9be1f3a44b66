/** What only a socket shows: broken requests, slow ones, and keeping a connection. */
import { connect } from 'node:net'
import Fastify from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ProblemShape } from '../../server/contract/problems.ts'
import { boundBodies, limits } from '../../server/http/limits.ts'
import { aHouse, type House, settings } from './support/house.ts'

let house: House
let port = 0
beforeAll(async () => {
  house = await aHouse()
  port = Number(new URL(await house.app.listen({ port: 0, host: '127.0.0.1' })).port)
})
afterAll(() => house.close())

describe('a server that listens', () => {
  test('has every timeout and limit that Fastify leaves open', () => {
    expect(house.app.server).toMatchObject({
      requestTimeout: 600_000, // of a bundle; see below for whatever else has a body
      headersTimeout: 10_000,
      keepAliveTimeout: 65_000,
      maxRequestsPerSocket: 10_000,
    })
    expect(house.app.server.timeout, 'of a connection').toBe(60_000)
  })

  test.for([
    ['what is no HTTP', 'nonsense\r\n\r\n'],
    ['a header too many', `GET /health HTTP/1.1\r\nhost: x\r\nx: ${'x'.repeat(20_000)}\r\n\r\n`],
    [
      'two lengths',
      'POST /api/session HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nx',
    ],
    ['no host', 'GET /health HTTP/1.1\r\nconnection: close\r\n\r\n'],
    ['two hosts', 'GET /health HTTP/1.1\r\nconnection: close\r\nhost: x\r\nHost: y\r\n\r\n'],
    ['a host that is none', 'GET /health HTTP/1.1\r\nconnection: close\r\nhost: a@b\r\n\r\n'],
    ['what it cannot meet', 'GET /health HTTP/1.1\r\nhost: x\r\nexpect: the impossible\r\n\r\n'],
    [
      'a length beside chunks',
      'POST /api/session HTTP/1.1\r\nhost: x\r\ncontent-length: 6\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\nGET /health HTTP/1.1\r\nhost: x\r\n\r\n',
    ],
  ])('answers %s with a problem and its headers', async ([, text]) => {
    const answer = await exchange(port, text!)
    const [head = '', body = '', ...more] = answer.split('\r\n\r\n')
    expect(more, 'one answer').toEqual([])
    expect(head).toMatch(/^HTTP\/1\.1 400 /)
    expect(head).toContain("content-security-policy: default-src 'none'")
    expect(head).toContain('cache-control: no-store')
    ProblemShape.parse(JSON.parse(body))
  })
})

test('a body that does not arrive is not waited for; a large file is', async () => {
  const app = Fastify(limits(settings))
  boundBodies(app, 100)
  app.post('/x', async () => 'whole')
  app.post('/file', { config: { slowBody: true } }, async () => 'whole')
  const there = Number(new URL(await app.listen({ port: 0, host: '127.0.0.1' })).port)
  const post = (path: string) =>
    `POST ${path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{`
  expect(await exchange(there, post('/x'))).toMatch(/^HTTP\/1\.1 400 /)
  expect(await exchange(there, post('/file'), ['}', 300])).toMatch(/whole$/)
  await app.close()
})

/** Sends bytes as they are, and hears until the other side ends. */
const exchange = (
  port: number,
  text: string,
  [later, after]: readonly [string, number] = ['', 0],
): Promise<string> =>
  new Promise((done, failed) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(text)
      if (later) setTimeout(() => socket.write(later), after)
    })
    let heard = ''
    socket.on('data', (chunk) => {
      heard += chunk.toString()
    })
    socket.on('end', () => done(heard))
    socket.on('error', failed)
  })

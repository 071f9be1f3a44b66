/** What only a socket shows: broken requests, slow ones, and keeping a connection. */
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ProblemShape } from '../../server/contract/problems.ts'
import { aHouse, type House } from './support/house.ts'

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
      requestTimeout: 30_000,
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
  ])('answers %s with a problem and its headers', async ([, text]) => {
    const answer = await exchange(port, text!)
    const [head = '', body = ''] = answer.split('\r\n\r\n')
    expect(head).toMatch(/^HTTP\/1\.1 400 /)
    expect(head).toContain("content-security-policy: default-src 'none'")
    expect(head).toContain('cache-control: no-store')
    ProblemShape.parse(JSON.parse(body))
  })
})

/** Sends bytes as they are, and hears until the other side ends. */
const exchange = (port: number, text: string): Promise<string> =>
  new Promise((done, failed) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text))
    let heard = ''
    socket.on('data', (chunk) => {
      heard += chunk.toString()
    })
    socket.on('end', () => done(heard))
    socket.on('error', failed)
  })

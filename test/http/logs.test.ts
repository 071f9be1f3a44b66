/** Logs are lines of JSON for whoever runs the server: what was asked, never what was said in it. */
import { Writable } from 'node:stream'
import Fastify from 'fastify'
import { expect, test } from 'vitest'
import { answerErrors, limits } from '../../server/http/limits.ts'
import { settings } from './support/house.ts'

interface Line {
  readonly level: number
  readonly msg: string
  readonly reqId?: string
  readonly req?: { readonly method: string; readonly url: string }
  readonly err?: { readonly message: string; readonly stack: string }
}

test('hold the address, the status and the fault; no cookie, no key, no body', async () => {
  const lines: Line[] = []
  const stream = new Writable({
    write(chunk, _coding, done) {
      for (const line of chunk.toString().trim().split('\n')) lines.push(JSON.parse(line))
      done()
    },
  })
  const usual = limits({ ...settings, logLevel: 'debug' })
  const app = Fastify({ ...usual, logger: { ...usual.logger, stream } })
  await answerErrors(app, settings)
  app.post('/fails', async () => {
    throw new Error('the cause, for whoever mends it')
  })
  app.addHook('onRequest', async ({ log, raw }) => {
    log.info({ req: { headers: raw.headers, url: raw.url, method: raw.method } }, 'all of it')
  })
  const answer = await app.inject({
    method: 'POST',
    url: '/fails',
    headers: { cookie: '__Host-cocm=SECRET-COOKIE', authorization: 'Bearer SECRET-KEY' },
    payload: { note: 'SECRET-BODY' },
  })
  await app.close()
  expect(answer.statusCode).toBe(500)
  expect(answer.body).not.toContain('the cause')
  const text = JSON.stringify(lines)
  expect(text).not.toMatch(/SECRET/)
  expect(text).toContain('the cause, for whoever mends it')
  const failed = lines.find(({ msg }) => msg === 'failed')
  expect(failed).toMatchObject({ level: 50, reqId: expect.stringMatching(/^[0-9a-f-]{36}$/) })
  expect(lines.some(({ req }) => req?.method === 'POST' && req.url === '/fails')).toBe(true)
})

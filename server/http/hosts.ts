/**
 * Which site a request is for: exactly one, and the name of a host. A proxy and this server read it
 * alike then, and an origin or a passkey's site can always be made of it.
 */
import type { FastifyInstance } from 'fastify'
import { Problem } from './problem.ts'

const hostName = /^([\w-]+(\.[\w-]+)*\.?|\[[\da-f:.]+\])(:\d{1,5})?$/i

/** @throws Problem `invalid-request` for whatever names no host, several, or one that is none */
export function demandHost(app: FastifyInstance): void {
  app.addHook('onRequest', async ({ raw, host }) => {
    const said = raw.rawHeaders.filter((text, at) => at % 2 === 0 && /^host$/i.test(text))
    if (said.length === 1 && hostName.test(host) && URL.canParse(`http://${host}`)) return
    throw new Problem('invalid-request', 'The request must name one host.')
  })
}

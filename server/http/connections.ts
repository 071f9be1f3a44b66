/**
 * How many connections there are at once. Each takes a descriptor, and so does each file: where
 * connections took them all, no database could be opened and no part of the program could rely on
 * what it asks of the system.
 */
import type { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { overloaded, watching } from './crowd.ts'

/** The share of connections that are served; whoever comes beyond is told so, while that is possible. */
const served = 0.9

/**
 * Beyond nine tenths of the most, who asks is answered 503, come again, and those connections go that
 * only wait for a next request. Beyond the most, a connection is closed unheard. Who is connected
 * already is served in either case.
 */
export function boundConnections(app: FastifyInstance, most: number): void {
  const { server } = app
  const surplus = new WeakSet<Socket>()
  const warn = warnerOf(app)
  let there = 0
  server.maxConnections = most
  server.on('drop', warn)
  server.on('connection', (socket: Socket) => {
    there += 1
    socket.once('close', () => {
      there -= 1
    })
    if (there > most * served) surplus.add(socket)
  })
  app.addHook('onRequest', async ({ raw, routeOptions }, reply) => {
    if (!surplus.has(raw.socket) || there <= most * served) return
    warn()
    reply.header('connection', 'close')
    server.closeIdleConnections() // silent strangers cannot bring this about: somebody asked
    if (!watching.includes(routeOptions.url)) throw overloaded()
  })
}

/** Once in ten seconds at most: a flood of connections is no flood of lines. */
function warnerOf({ log }: FastifyInstance): () => void {
  let isSaid = false
  return () => {
    if (isSaid) return
    isSaid = true
    setTimeout(() => {
      isSaid = false
    }, 10_000).unref()
    log.warn('there are too many connections: some are turned away')
  }
}

/** What a request may cost, and how every error is answered, down to the socket. */

import { randomUUID } from 'node:crypto'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import type { FastifyHttpOptions, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { boundConnections } from './connections.ts'
import { boundCrowd } from './crowd.ts'
import { securityHeaders } from './headers.ts'
import { demandHost } from './hosts.ts'
import { boundJson } from './json-bodies.ts'
import { boundDelay } from './pressure.ts'
import { bodyOf, notFound, Problem, problemFrom, toldOn } from './problem.ts'

export interface Listening {
  readonly logLevel: 'silent' | 'fatal' | 'error' | 'warn' | 'info' | 'debug'
  /** Addresses of the proxy in front, whose X-Forwarded-For is believed; null: none is. */
  readonly trustedProxy: readonly string[] | null
  /** Milliseconds of event-loop delay from which new work is turned away; 0: never. */
  readonly busyAfter: number
  /** Requests under way from which others are turned away; absent: as many as come. */
  readonly mostUnderWay?: number
  /** Connections at once; absent or null: as many as come. */
  readonly mostConnections?: number | null
}

/** Fastify has no request timeout of its own. Milliseconds and bytes. */
export const limits = ({ logLevel, trustedProxy }: Listening) =>
  ({
    logger: { level: logLevel, redact: ['req.headers.cookie', 'req.headers.authorization'] },
    genReqId: () => randomUUID(),
    trustProxy: trustedProxy === null ? false : [...trustedProxy],
    bodyLimit: 256 * 1024,
    requestTimeout: 600_000, // of a bundle; whatever is no large file has thirty seconds, below
    connectionTimeout: 60_000,
    keepAliveTimeout: 65_000,
    maxRequestsPerSocket: 10_000,
    forceCloseConnections: 'idle',
    return503OnClosing: false, // what arrives while it closes is still answered, and well
    exposeHeadRoutes: false,
    onProtoPoisoning: 'error',
    onConstructorPoisoning: 'error',
    routerOptions: { maxParamLength: 128, caseSensitive: true },
    // looked at every two seconds: Node's own thirty would let a slow header have forty
    http: {
      headersTimeout: 10_000,
      maxHeaderSize: 16 * 1024,
      connectionsCheckingInterval: 2_000,
      requireHostHeader: false, // its own answer would leave without our headers: see hosts.ts
    },
    frameworkErrors: (error, request, reply) => {
      reply.headers(securityHeaders)
      answer(error, request, reply as FastifyReply) // the same reply, of a looser generic type
    },
    clientErrorHandler: answerOnSocket,
  }) satisfies FastifyHttpOptions<Server>

/** Headers, errors and overload: whatever happens, the answer is ours. */
export function answerErrors(app: FastifyInstance, listening: Listening): void {
  const { busyAfter, mostUnderWay, mostConnections } = listening
  app.addHook('onRequest', async (_request, reply) => {
    reply.headers(securityHeaders)
  })
  app.server.on('checkExpectation', answerExpectation)
  demandHost(app)
  letGo(app)
  waitForWork(app)
  if (mostConnections) boundConnections(app, mostConnections)
  if (mostUnderWay) boundCrowd(app, mostUnderWay)
  boundBodies(app, 30_000)
  boundJson(app)
  if (busyAfter > 0) boundDelay(app, busyAfter)
  app.setErrorHandler(answer)
  app.setNotFoundHandler((request, reply) => answer(notFound(), request, reply))
}

/** A body arrives within so many milliseconds, unless its route takes large files. */
export function boundBodies(app: FastifyInstance, within: number): void {
  app.addHook('onRequest', async ({ raw, routeOptions }, reply) => {
    const { 'content-length': length, 'transfer-encoding': coding } = raw.headers
    const hasBody = coding !== undefined || (length !== undefined && length !== '0')
    if (!hasBody || routeOptions.config.slowBody) return
    const tooSlow = () => {
      if (raw.complete || raw.readableEnded) return
      if (reply.sent)
        raw.destroy() // refused long ago, and still sending
      else answerOnSocket(new Error('the body did not arrive'), raw.socket)
    }
    const timer = setTimeout(tooSlow, within).unref()
    raw.once('close', () => clearTimeout(timer))
  })
}

/**
 * A connection that is silent for too long is closed, but not while we are at work for it: a month of
 * everybody, or a whole registry as a bundle, may take minutes before the first byte.
 */
function waitForWork(app: FastifyInstance): void {
  const silence = ({ raw: { socket } }: FastifyReply, most: number): void => {
    if (socket instanceof Socket) socket.setTimeout(most) // what a test injects has none
  }
  app.addHook('preHandler', async ({ routeOptions }, reply) => {
    if (!routeOptions.config.slowBody) silence(reply, 0) // there the client is still at work
  })
  app.addHook('onSend', async (_request, reply, payload) => {
    silence(reply, app.server.timeout)
    return payload
  })
}

/** While the server goes down, each answer is its connection's last: nobody waits for an idle one. */
function letGo(app: FastifyInstance): void {
  let goingDown = false
  app.addHook('preClose', async () => {
    goingDown = true
  })
  app.addHook('onSend', async (_request, reply, payload) => {
    if (goingDown) reply.header('connection', 'close')
    return payload
  })
}

function answer(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = toldOn(request.method, problemFrom(error))
  if (problem.statusCode >= 500) request.log.error({ err: problem.cause ?? problem }, 'failed')
  const { retryAfter } = problem.members
  if (retryAfter !== undefined) reply.header('retry-after', String(retryAfter))
  return reply
    .code(problem.statusCode)
    .removeHeader('etag')
    .type('application/problem+json')
    .serializer((body: unknown) => JSON.stringify(body))
    .send(bodyOf(problem))
}

/** `Expect` with anything but 100-continue: nobody here can meet it. */
function answerExpectation(_request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(400, { ...unreadable.headers, connection: 'close' }).end(unreadable.body)
}

/** What is not HTTP, or too slow or too large to be read as such, is answered on the bare socket. */
function answerOnSocket(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const head = Object.entries({ ...unreadable.headers, connection: 'close' })
  const lines = head.map(([name, value]) => `${name}: ${value}\r\n`)
  socket.end(`HTTP/1.1 400 Bad Request\r\n${lines.join('')}\r\n${unreadable.body}`)
}

/** For what never became a request. */
const unreadable = answerWhole(new Problem('invalid-request', 'The request could not be read.'))
function answerWhole(problem: Problem) {
  const body = JSON.stringify(bodyOf(problem))
  const length = { 'content-length': String(Buffer.byteLength(body)) }
  const headers = { ...securityHeaders, 'content-type': 'application/problem+json', ...length }
  return { body, headers }
}

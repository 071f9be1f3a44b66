/** Who is asking: the session cookie read once for every request, and requests of other sites kept out. */
import cookie from '@fastify/cookie'
import type { FastifyReply, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { absoluteLimit } from '../domain/sessions.ts'
import type { MachineKeeping } from '../use-cases/machine-keys.ts'
import type { Identified, SignedIn, SignInUseCase } from '../use-cases/sign-in.ts'
import type { Clock } from './clock.ts'
import { Problem } from './problem.ts'
import { hashOfToken, isToken } from './tokens.ts'

declare module 'fastify' {
  interface FastifyRequest {
    signedIn: SignedIn | null
    /** Whose session it was, where one was shown that does not hold. */
    unknown: Extract<Identified, { outcome: 'unknown' }> | null
  }
}

export interface SessionParts {
  readonly signIn: SignInUseCase
  readonly machines: Pick<MachineKeeping, 'identify'>
  readonly clock: Clock
  /** False only for the demo, which speaks plain http to this machine alone. */
  readonly secureCookie: boolean
  /** Origins that may change something; empty: only the one that the request was sent to. */
  readonly origins: readonly string[]
}

/** A `__Host-` cookie cannot be set by a neighbor domain; browsers keep it for https only. */
export const cookieName = (secure: boolean): string => (secure ? '__Host-cocm' : 'cocm-demo')

export const session = fp<SessionParts>(async (app, parts) => {
  const { signIn, machines, clock, secureCookie, origins } = parts
  await app.register(cookie, { hook: 'onRequest' })
  app.decorateRequest('signedIn', null)
  app.decorateRequest('unknown', null)
  app.addHook('onRequest', async (request) => {
    refuseOtherSites(request, origins)
    const token = request.cookies[cookieName(secureCookie)]
    const key = keyOf(request)
    const { access } = request.routeOptions.config
    if (!access || access.roles === 'anyone' || (!isToken(token) && key === null)) return
    const identified =
      key === null
        ? await signIn.identify(hashOfToken(token ?? ''), clock.now())
        : await machines.identify(hashOfToken(key), request.ip, clock.now())
    if (identified === 'too_many')
      throw new Problem('too-many-tries', 'Too many requests with this key.', { retryAfter: 60 })
    if (identified.outcome === 'known') request.signedIn = identified.signedIn
    else request.unknown = identified
  })
})

/** Machines send `Authorization: Bearer KEY`, and no cookie. */
function keyOf({ headers }: FastifyRequest): string | null {
  const key = /^Bearer ([\w-]{43})$/.exec(headers.authorization ?? '')?.[1]
  return key ?? null
}

const safeMethods: readonly string[] = ['GET', 'HEAD', 'OPTIONS']

/** Browsers name the origin of whatever changes something; other programs send none. */
function refuseOtherSites(request: FastifyRequest, origins: readonly string[]): void {
  if (safeMethods.includes(request.method)) return
  const { origin, 'sec-fetch-site': site } = request.headers
  const own = `${request.protocol}://${request.host}`
  const allowed = origins.length > 0 ? origins : [own]
  const foreign =
    origin === undefined ? site !== undefined && site !== 'same-origin' : !allowed.includes(origin)
  if (foreign) throw new Problem('wrong-origin', 'Use the pages of this registry itself.')
}

/** Hands the browser its token: for this site only, out of reach of scripts. */
export function giveCookie(reply: FastifyReply, token: string, secure: boolean): void {
  reply.setCookie(cookieName(secure), token, {
    path: '/',
    httpOnly: true,
    secure,
    sameSite: 'strict',
    maxAge: absoluteLimit / 1000,
  })
}

export function takeCookie(reply: FastifyReply, secure: boolean): void {
  reply.clearCookie(cookieName(secure), {
    path: '/',
    httpOnly: true,
    secure,
    sameSite: 'strict',
  })
}

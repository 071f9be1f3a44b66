/**
 * Every route says who may use it and whether it shows patients; one that does not stops the start.
 * What was shown is in the access log, durably, before the answer leaves; so is every refusal.
 */
import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify'
import fp from 'fastify-plugin'
import type { Access, AccessLog } from '../domain/access.ts'
import type { Role } from '../domain/records/index.ts'
import type { Actor } from '../domain/registry.ts'
import type { Unfinished } from '../domain/second-factor.ts'
import { nobody } from '../use-cases/sign-in.ts'
import type { Clock } from './clock.ts'
import { notFound, Problem } from './problem.ts'
import { unfinishedSays } from './unfinished.ts'

/** A route's policy. Roles not named may not use it. */
export interface Policy {
  readonly roles: 'anyone' | 'signed-in' | readonly Role[]
  /** What is looked at, in our words: `caseload`. */
  readonly what: string
  /** A route that shows patients cannot answer without saying whom. */
  readonly shows: 'patients' | 'nothing'
  /** Answered too while this is still to be done after the password: only what it takes to do it. */
  readonly during?: readonly Unfinished[]
}

/** Who an answer shows, for the access log. */
export interface Shown {
  readonly action: Access['action']
  readonly patients: readonly string[]
  readonly substance_use: boolean
  /** In place of the policy's, where it says more: `billing month 2026-06`. */
  readonly what?: string
  /** Why it was shown, where that is not their daily work. */
  readonly reason?: string
}

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Policy
    /** A large file may take minutes to arrive. */
    slowBody?: boolean
  }
  interface FastifyRequest {
    /** `committed`: it shows what it has just written, and the audit chain says so. */
    shown: Shown | 'committed' | null
    /** A refusal is logged once, by whoever knows why. */
    refusalLogged: boolean
    /** Why somebody is turned away whose answer's status alone does not say it. */
    turnedAway: string | null
  }
  interface FastifyInstance {
    /** Every route as it was declared: what the test of who may use what is made from. */
    readonly routesDeclared: readonly RouteOptions[]
  }
}

export interface PolicyParts {
  readonly accessLog: AccessLog
  readonly clock: Clock
}

export const policy = fp<PolicyParts>(async (app, parts) => {
  keepRoutesDeclared(app)
  app.decorateRequest('shown', null)
  app.decorateRequest('refusalLogged', false)
  app.decorateRequest('turnedAway', null)
  app.addHook('onRequest', async (request) => {
    const { access } = request.routeOptions.config
    if (access) await admit(parts, request, access)
  })
  app.addHook('onSend', async (request, reply, payload) => {
    const { access } = request.routeOptions.config
    if (!access) return payload
    await logRefusal(parts, request, reply.statusCode, payload)
    if (reply.statusCode >= 300 || request.shown === 'committed') return payload
    if (request.shown) await record(parts, request, request.shown, null)
    else if (access.shows === 'patients')
      throw new Error(`${request.routeOptions.url} did not say whom it shows`)
    return payload
  })
})

const refusals: readonly number[] = [401, 403, 429]

/** Whatever turns somebody away is in the log, also where no one named a reason; signing in itself
 * notes its own tries. The reason is then the problem's kind. */
async function logRefusal(
  parts: PolicyParts,
  request: FastifyRequest,
  status: number,
  payload: unknown,
): Promise<void> {
  if (request.refusalLogged || !(request.turnedAway || refusals.includes(status))) return
  const told = /"type":"\/problems\/([a-z-]+)"/.exec(String(payload))?.[1]
  const kind = request.turnedAway ?? told ?? String(status)
  const logsItself = request.routeOptions.config.access?.roles === 'anyone'
  if (!logsItself || kind === 'wrong-origin') await refused(parts, request, kind)
}

/** @throws Error at the start, naming every route without a policy */
function keepRoutesDeclared(app: FastifyInstance): void {
  const routes: RouteOptions[] = []
  app.decorate('routesDeclared', routes)
  app.addHook('onRoute', (route) => {
    routes.push(route)
  })
  app.addHook('onReady', async () => {
    const bare = routes.filter(({ config }) => !config?.access).map(({ url }) => url)
    if (bare.length > 0) throw new Error(`routes without a policy: ${bare.join(', ')}`)
  })
}

async function admit(parts: PolicyParts, request: FastifyRequest, access: Policy): Promise<void> {
  if (access.roles === 'anyone') return
  const { signedIn } = request
  if (!signedIn) {
    await refused(parts, request, request.unknown?.reason ?? 'not-signed-in')
    throw new Problem('not-signed-in', 'Nobody is signed in, or the session has ended.')
  }
  const { unfinished } = signedIn
  if (unfinished && !access.during?.includes(unfinished)) {
    await refused(parts, request, unfinishedSays[unfinished].reason)
    throw unfinishedSays[unfinished].problem()
  }
  const { machine } = signedIn
  if (machine && !machine.routes.includes(`${request.method} ${request.routeOptions.url}`)) {
    await refused(parts, request, 'key-scope')
    throw new Problem('forbidden', 'This key is for other routes.')
  }
  if (access.roles === 'signed-in' || access.roles.includes(signedIn.staff.role)) return
  await refused(parts, request, 'role')
  throw new Problem('forbidden', 'This is not part of what your role may see or do.')
}

export const actorOf = ({ signedIn, unknown }: FastifyRequest): Actor =>
  signedIn ? { who: signedIn.staff.staff_id, role: signedIn.staff.role } : (unknown?.was ?? nobody)

/** Logs a refusal, then gives the one answer for what is not there and what is not theirs. */
export async function refuseSight(
  parts: PolicyParts,
  request: FastifyRequest,
  patientId: string | null,
): Promise<Problem> {
  await refused(parts, request, patientId ? 'not-theirs' : 'unknown', patientId)
  return notFound()
}

/** Logs that a role may not do this to a patient whom the person may see. */
export async function refuseRole(
  parts: PolicyParts,
  request: FastifyRequest,
  patientId: string | null,
): Promise<void> {
  await refused(parts, request, 'role', patientId)
}

async function refused(
  parts: PolicyParts,
  request: FastifyRequest,
  reason: string,
  patientId: string | null = null,
): Promise<void> {
  request.refusalLogged = true
  const patients = patientId ? [patientId] : []
  await record(parts, request, { action: 'refused', patients, substance_use: false }, reason)
}

/** Whatever is shown of a patient for whom somebody broke the glass is marked so, by whichever way. */
const emergencyOf = ({ signedIn }: FastifyRequest, { patients }: Shown): string | null =>
  signedIn?.grants.some(
    ({ kind, patient_id }) =>
      kind === 'break_glass' && patient_id !== null && patients.includes(patient_id),
  )
    ? 'break-glass'
    : null

/** @throws Problem `not-logged`: what cannot be logged is not shown */
async function record(
  { accessLog, clock }: PolicyParts,
  request: FastifyRequest,
  shown: Shown,
  refusal: string | null,
): Promise<void> {
  const { access } = request.routeOptions.config
  const entry: Access = {
    at: clock.now(),
    actor: actorOf(request),
    action: shown.action,
    what: shown.what ?? access?.what ?? 'unknown',
    patients: shown.patients,
    substance_use: shown.substance_use,
    outcome: refusal === null ? 'done' : 'refused',
    reason: refusal ?? shown.reason ?? emergencyOf(request, shown),
  }
  await accessLog.record(entry).catch((error: unknown) => {
    const detail = 'The access log cannot be written, so nothing of a patient is shown.'
    throw new Problem('not-logged', detail, { retryAfter: 30 }, error)
  })
}

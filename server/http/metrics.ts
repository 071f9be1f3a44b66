/**
 * What the server does, in numbers for Prometheus: by the template of a route, never by an address;
 * nothing in it is of a patient or of a person. Shown on this machine, or to whoever has the token.
 */
import { createHash, timingSafeEqual } from 'node:crypto'
import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { Counter, Gauge, Histogram, Registry } from 'prom-client'
import { z } from 'zod'
import { type GroupWritten, groupsWritten } from '../domain/vitals.ts'
import { notFound } from './problem.ts'

export interface MetricsParts {
  /** Null: only a program on this machine may ask, and not through a proxy. */
  readonly metricsToken: string | null
  /** Seconds since the last backup that is whole; null: there is none, or none is kept. */
  readonly backupAge: () => Promise<number | null>
}

const access = { roles: 'anyone', what: 'metrics', shows: 'nothing' } as const
const seconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.4, 1, 2.5, 10]

export const metrics = fp<MetricsParts>(async (app, parts) => {
  const registers = [new Registry()]
  const register = registers[0]!
  countRequests(app, registers)
  countGroups(app, registers)
  watchProcess(app, registers, parts)
  app.get(
    '/metrics',
    {
      config: { access },
      schema: {
        summary: 'Numbers for Prometheus: no patient, no person',
        response: { 200: z.string() },
      },
    },
    async (request, reply) => {
      if (!mayAsk(request, parts.metricsToken)) throw notFound()
      return reply.type(register.contentType).send(await register.metrics())
    },
  )
})

const isLocal = (address: string | undefined): boolean =>
  address !== undefined && /^(127\.|::1$|::ffff:127\.)/.test(address)

function mayAsk({ headers, socket }: FastifyRequest, token: string | null): boolean {
  if (token !== null) {
    const digest = (text: string) => createHash('sha256').update(text).digest()
    return timingSafeEqual(digest(headers.authorization ?? ''), digest(`Bearer ${token}`))
  }
  const isPassedOn = headers['x-forwarded-for'] !== undefined || headers.forwarded !== undefined
  return isLocal(socket.remoteAddress) && !isPassedOn
}

function countRequests(app: FastifyInstance, registers: Registry[]): void {
  const labelNames = ['method', 'route', 'status'] as const
  const answers = new Counter({
    name: 'cocm_answers_total',
    help: 'Answers',
    labelNames,
    registers,
  })
  const times = new Histogram({
    name: 'cocm_answer_seconds',
    help: 'Seconds from a request to the end of its answer',
    labelNames: ['method', 'route'],
    buckets: seconds,
    registers,
  })
  app.addHook('onResponse', async (request, reply) => {
    const { url: route = 'none', method } = request.routeOptions
    const known = { method: String(method ?? request.method), route }
    answers.inc({ ...known, status: String(reply.statusCode) })
    times.observe(known, reply.elapsedTime / 1000)
  })
}

function countGroups(app: FastifyInstance, registers: Registry[]): void {
  const labelNames = ['log'] as const
  const written = new Counter({
    name: 'cocm_written_total',
    help: 'Commits of the registry, entries of the access log',
    labelNames,
    registers,
  })
  const sizes = new Histogram({
    name: 'cocm_group_size',
    help: 'How many were made durable at once',
    labelNames,
    buckets: [1, 2, 4, 8, 16, 32, 64, 128, 256, 500],
    registers,
  })
  const times = new Histogram({
    name: 'cocm_group_seconds',
    help: 'Seconds in which a group was written and made durable',
    labelNames,
    buckets: seconds,
    registers,
  })
  const note = (message: unknown): void => {
    const { log, size, seconds: took } = message as GroupWritten // what is said on this channel
    written.inc({ log }, size)
    sizes.observe({ log }, size)
    times.observe({ log }, took)
  }
  subscribe(groupsWritten, note)
  app.addHook('onClose', async () => void unsubscribe(groupsWritten, note))
}

function watchProcess(app: FastifyInstance, registers: Registry[], parts: MetricsParts): void {
  const delay = monitorEventLoopDelay({ resolution: 20 })
  delay.enable()
  app.addHook('onClose', async () => void delay.disable())
  const gauge = (name: string, help: string, read: () => number | Promise<number>): void => {
    new Gauge({
      name,
      help,
      registers,
      async collect() {
        this.set(await read())
      },
    })
  }
  const at = (share: number) => (): number => delay.percentile(share) / 1e9
  gauge('cocm_event_loop_delay_p50_seconds', 'Since it was last asked', at(50))
  gauge('cocm_event_loop_delay_p99_seconds', 'Since it was last asked', () => {
    const worst = at(99)()
    delay.reset()
    return worst
  })
  gauge('cocm_memory_bytes', 'Resident memory', () => process.memoryUsage.rss())
  gauge('cocm_cpu_seconds', 'Processor time so far', () => {
    const { user, system } = process.cpuUsage()
    return (user + system) / 1e6
  })
  gauge('cocm_up_seconds', 'Since the start', () => process.uptime())
  gauge(
    'cocm_backup_age_seconds',
    'Since the last whole backup; NaN: none',
    async () => (await parts.backupAge()) ?? Number.NaN,
  )
}

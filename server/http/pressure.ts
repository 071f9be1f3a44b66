/**
 * How late the event loop is. Only that is measured: asking for the memory too opens a file, which
 * ends a program that has no descriptor left.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { FastifyInstance } from 'fastify'
import { overloaded, watching } from './crowd.ts'

/** Milliseconds: between two looks of the monitor, and from one mean to the next. */
const resolution = 10
const each = 500

/** Turns requests away while the event loop is, on average, later than so many milliseconds. */
export function boundDelay(app: FastifyInstance, most: number): void {
  const seen = monitorEventLoopDelay({ resolution })
  seen.enable()
  let late = 0
  const timer = setInterval(() => {
    // nothing seen in all that time: it was never there to look
    late = Number.isNaN(seen.mean) ? Number.POSITIVE_INFINITY : seen.mean / 1e6 - resolution
    seen.reset()
  }, each).unref()
  app.addHook('onClose', async () => {
    clearInterval(timer)
    seen.disable()
  })
  app.addHook('onRequest', async ({ routeOptions }) => {
    if (late > most && !watching.includes(routeOptions.url)) throw overloaded()
  })
}

/** How many requests are answered at once: whoever is let in is answered soon, the others at once. */
import type { FastifyInstance } from 'fastify'
import { Problem } from './problem.ts'

export const overloaded = (): Problem => {
  const detail = 'The registry is busier than it can answer well. Please try again.'
  return new Problem('overloaded', detail, { retryAfter: 5 })
}

/** Asked by whoever watches over the server: they must hear that it lives. */
export const watching: readonly (string | undefined)[] = ['/health', '/metrics']

/** Turned away before anything is read, looked up or logged: that is what makes it cheap. */
export function boundCrowd(app: FastifyInstance, most: number): void {
  let underWay = 0
  app.addHook('onRequest', async ({ routeOptions }, reply) => {
    if (watching.includes(routeOptions.url)) return
    if (underWay >= most) throw overloaded()
    underWay++
    let isHere = true
    const leave = (): void => {
      if (isHere) underWay--
      isHere = false
    }
    reply.raw.once('close', leave).once('finish', leave)
  })
}

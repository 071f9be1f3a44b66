/** The built web application: its files, and its one page for every address of a screen. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import statics from '@fastify/static'
import type { FastifyPluginAsync } from 'fastify'

const access = { roles: 'anyone', what: 'web application', shows: 'nothing' } as const

/** Addresses that are never a screen: what is not found there is not found. */
const notScreens = /^\/(api|docs|problems|assets|health|ready|openapi\.json)(\/|$)/

export const site: FastifyPluginAsync<{ dist: string | null }> = async (app, { dist }) => {
  if (dist === null || !existsSync(join(dist, 'index.html'))) return
  app.addHook('onRoute', (route) => {
    route.config = { ...route.config, access }
  })
  await app.register(statics, {
    root: dist,
    wildcard: false,
    cacheControl: false,
    setHeaders: (reply, path) => {
      // names of built assets carry their content's hash; the page itself may change any time
      const lasting = path.includes('/assets/') && 'public, max-age=31536000, immutable'
      reply.header('cache-control', lasting || 'no-cache')
    },
  })
  app.get('/*', { schema: { hide: true } }, async (request, reply) => {
    const [path = '/'] = request.url.split('?')
    const page = !notScreens.test(path) && !path.includes('.')
    return page ? reply.sendFile('index.html') : reply.callNotFound()
  })
}

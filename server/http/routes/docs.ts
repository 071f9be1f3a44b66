/** The contract as OpenAPI 3.1, and a page to read it, under the same strict policy. */
import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import fp from 'fastify-plugin'
import { jsonSchemaTransform } from 'fastify-type-provider-zod'
import { docsPolicy } from '../headers.ts'

const access = { roles: 'anyone', what: 'contract', shows: 'nothing' } as const

export const docs = fp(async (app) => {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Collaborative Care registry',
        description: 'Enrollment, scores, case review, and billing that proves every element.',
        version: '1',
      },
    },
    transform: jsonSchemaTransform,
  })
  app.get('/openapi.json', { config: { access }, schema: { hide: true } }, async () =>
    app.swagger(),
  )
  await app.register(async (pages) => {
    pages.addHook('onRoute', (route) => {
      route.config = { ...route.config, access }
    })
    await pages.register(swaggerUi, {
      routePrefix: '/docs',
      staticCSP: docsPolicy,
      uiConfig: { url: '/openapi.json', deepLinking: false, supportedSubmitMethods: [] },
    })
  })
})

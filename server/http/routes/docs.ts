/** The contract as OpenAPI 3.1, and a page to read it, under the same strict policy. */
import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import fp from 'fastify-plugin'
import { jsonSchemaTransform } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { ProblemShape } from '../../contract/problems.ts'
import { docsPolicy } from '../headers.ts'

/** What every route answers that refuses or fails, in one form: `type` says which. */
const problem = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: problemSchema } },
})
const { $schema: _, ...problemSchema } = z.toJSONSchema(ProblemShape)

/** The contract of a route as it was declared, and the problems that any route may answer. */
const withProblems: typeof jsonSchemaTransform = (route) => {
  const told = jsonSchemaTransform(route)
  if (!told.schema) return told
  const response = {
    ...(told.schema.response as object | undefined), // what the route declares
    '4XX': problem('Refused, and why; with the field where one is at fault'),
    '5XX': problem('Too busy, not ready, no room, or failed on our side'),
  }
  return { ...told, schema: { ...told.schema, response } }
}

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
    transform: withProblems,
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

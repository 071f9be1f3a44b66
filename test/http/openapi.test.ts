/** The contract as others read it: OpenAPI 3.1, complete, and a page under the strict policy. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aHouse, type House } from './support/house.ts'

let house: House
/** The document, as far as these tests look into it. */
interface Operation {
  readonly summary?: string
  readonly parameters?: readonly { name: string; in: string; required?: boolean }[]
  readonly requestBody?: { content: Record<string, { schema: object }> }
  readonly responses: Record<string, { description: string; content?: object }>
}
type Content = Readonly<Record<string, { schema: { properties?: object } }>>
let document: {
  readonly openapi: string
  readonly info: { title: string; version: string }
  readonly paths: Record<string, Record<string, Operation>>
}
beforeAll(async () => {
  house = await aHouse()
  document = (await house.app.inject('/openapi.json')).json()
})
afterAll(() => house.close())

const operations = () =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  )

describe('the document', () => {
  test('is OpenAPI 3.1 with a title and a version', () => {
    expect(document.openapi).toMatch(/^3\.1\.\d+$/)
    expect(document.info).toMatchObject({ title: expect.any(String), version: expect.any(String) })
  })

  test('has every route', () => {
    const hidden = ['/openapi.json', '/docs', '/*']
    const declared = house.app.routesDeclared
      .filter(({ url }) => !hidden.some((prefix) => url.startsWith(prefix)))
      .map(({ method, url }) => `${String(method).toLowerCase()} ${url.replace(/:(\w+)/g, '{$1}')}`)
    expect(
      operations()
        .map(({ path, method }) => `${method} ${path}`)
        .sort(),
    ).toEqual(declared.sort())
  })

  test('says of each what it is, what it takes and what it answers', () => {
    for (const { path, operation } of operations()) {
      expect(operation.summary, path).toBeTruthy()
      const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
      const taken = (operation.parameters ?? []).filter((parameter) => parameter.in === 'path')
      expect(taken.map(({ name }) => name).sort()).toEqual(named.sort())
      expect(taken.every(({ required }) => required)).toBe(true)
      expect(Object.keys(operation.responses).length).toBeGreaterThan(0)
      for (const answer of Object.values(operation.responses))
        expect(answer.description).toEqual(expect.any(String))
    }
  })

  test('tells the problems that each may answer, in their one form', () => {
    for (const { path, method, operation } of operations())
      for (const status of ['4XX', '5XX']) {
        const content = operation.responses[status]?.content as Content | undefined
        const schema = content?.['application/problem+json']?.schema
        expect(Object.keys(schema?.properties ?? {}), `${method} ${path}`).toEqual(
          expect.arrayContaining(['type', 'status', 'title', 'detail', 'faults']),
        )
      }
  })

  test('is of the words of OpenAPI 3.1 and JSON schema alone', () => {
    const allowed = ['get', 'put', 'post', 'delete', 'patch']
    const types = ['string', 'number', 'integer', 'boolean', 'array', 'object', 'null']
    const look = (value: unknown, at: string): void => {
      if (value === null || typeof value !== 'object') return
      const { type, required, properties } = value as Readonly<Record<string, unknown>>
      const isSchema = typeof type === 'string' && !at.endsWith('/properties')
      if (isSchema && !at.includes('/security')) expect(types, at).toContain(type)
      if (isSchema && Array.isArray(required) && properties)
        for (const name of required) expect(Object.keys(properties), at).toContain(name)
      for (const [key, held] of Object.entries(value)) look(held, `${at}/${key}`)
    }
    look(document, '')
    for (const { path, method, operation } of operations()) {
      expect(path).toMatch(/^\/[\w{}./-]*$/)
      expect(allowed).toContain(method)
      for (const status of Object.keys(operation.responses))
        expect(status, path).toMatch(/^([1-5]\d\d|[1-5]XX|default)$/)
      const names = (operation.parameters ?? []).map((one) => `${one.in} ${one.name}`)
      expect(new Set(names).size, path).toBe(names.length)
    }
  })

  test('takes nothing but JSON, and no key too many', () => {
    for (const { path, operation } of operations())
      if (operation.requestBody) {
        expect(Object.keys(operation.requestBody.content), path).toEqual(['application/json'])
        const { schema } = operation.requestBody.content['application/json']!
        expect(schema).toMatchObject({ type: 'object', additionalProperties: false })
      }
  })

  test('refers to nothing that it does not hold', () => {
    const text = JSON.stringify(document)
    for (const [, ref] of text.matchAll(/"\$ref":"#\/([^"]+)"/g)) {
      const found = ref!.split('/').reduce<unknown>(
        (at, key) => (at as Record<string, unknown> | undefined)?.[key], // walking a JSON document
        document,
      )
      expect(found, ref).toBeDefined()
    }
    expect(text).not.toContain('"nullable"') // 3.0's word
  })
})

describe('the page', () => {
  test('has no inline script or style, and loads only what is here', async () => {
    const page = await house.app.inject('/docs/')
    expect(page.statusCode).toBe(200)
    expect(page.headers['content-type']).toContain('text/html')
    const scripts = [...page.body.matchAll(/<script([^>]*)>([^<]*)<\/script>/g)]
    expect(scripts.length).toBeGreaterThan(0)
    for (const [, attributes, text] of scripts) {
      expect(attributes).toContain('src="')
      expect(text!.trim()).toBe('')
    }
    expect(page.body).not.toMatch(/<style|\son\w+=|style="|https?:\/\//)
    const sources = [...page.body.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, at]) => at!)
    for (const source of sources) {
      const file = await house.app.inject(new URL(source, 'http://localhost/docs/').pathname)
      expect(file.statusCode, source).toBe(200)
    }
  })

  test('reads the document of this server', async () => {
    const script = (await house.app.inject('/docs/static/swagger-initializer.js')).body
    expect(script).toMatch(/openapi\.json|\/json/)
    expect((await house.app.inject('/docs/json')).json()).toEqual(document)
  })

  test('has a policy that lets no script in', async () => {
    const policy = String((await house.app.inject('/docs/')).headers['content-security-policy'])
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toContain('unsafe')
    expect(policy).not.toContain('http')
  })
})

/** Requests to every route that there is, made from what each route says that it takes. */
import type { InjectOptions, RouteOptions } from 'fastify'
import { z } from 'zod'
import type { Chance } from '../../../db/seed/chance.ts'
import { changedAdministered, newAdministered } from '../../../server/contract/administration.ts'
import { changedShapes, newShapes } from '../../../server/contract/writing.ts'
import type { Known } from './known.ts'
import { type Schema, sampleOf } from './sample.ts'
import { spoiled, spoiledText } from './spoil.ts'

export interface Door {
  readonly method: string
  readonly url: string
  /** Roles that may open it; null: anybody, or whoever is signed in. */
  readonly roles: readonly string[] | null
  readonly body: Schema | null
  readonly params: Schema | null
  readonly query: Schema | null
}

const schemaOf = (shape: unknown): Schema | null =>
  shape instanceof z.ZodType
    ? (z.toJSONSchema(shape, { io: 'input', unrepresentable: 'any' }) as Schema) // zod's own words
    : null

/** Every route of ours; pages and files have no contract to make requests from. */
export const doorsOf = (routes: readonly RouteOptions[]): readonly Door[] =>
  routes
    .filter(({ url, method }) => !/^\/docs|\*/.test(url) && method !== 'HEAD')
    .map(({ method, url, schema, config }) => {
      const roles = config?.access?.roles
      return {
        method: String(method),
        url,
        roles: typeof roles === 'string' ? null : (roles ?? null),
        body: schemaOf(schema?.body),
        params: schemaOf(schema?.params),
        query: schemaOf(schema?.querystring),
      }
    })

type Shapes = Readonly<Record<string, z.ZodType>>
const ofRecord = new Map<string, Schema | null>()

/** Where the address names a record, the body follows its columns. */
function bodySchema({ method, url, body }: Door, record: string): Schema | null {
  if (!url.includes('/:record') || !/:record(\/:key)?$/.test(url)) return body
  const key = `${method} ${url} ${record}`
  if (!ofRecord.has(key)) ofRecord.set(key, schemaOf(shapeOfRecord(method, url, record)))
  return ofRecord.get(key) ?? body
}

function shapeOfRecord(method: string, url: string, record: string): z.ZodType | undefined {
  const isAdded = method === 'POST'
  if (url.startsWith('/api/patients')) {
    const shapes: Shapes = isAdded ? newShapes : changedShapes
    const shape = shapes[record]
    return isAdded || !shape ? shape : z.strictObject({ changes: shape, reason: z.string() })
  }
  const administered = record as Parameters<typeof newAdministered>[0] // of the address's own list
  return isAdded
    ? newAdministered(administered)
    : z.strictObject({ columns: changedAdministered(administered), reason: z.string() })
}

const contentTypes = ['text/plain', 'application/xml', 'multipart/form-data; boundary=x', '*/*', '']
let count = 0

/** One request: what a screen might send, or that with something wrong in it. */
export function knock(door: Door, known: Known, luck: Chance): InjectOptions {
  const params = paramsOf(door, known, luck)
  const address = luck.often(0.08) ? (spoiled(params, luck) as typeof params) : params
  const url = door.url.replace(/:(\w+)/g, (_, name: string) => encoded(address?.[name] ?? name))
  const method = luck.often(0.03) ? wrongMethod(luck) : door.method
  const asked = { method: method as 'GET', url: url + queryOf(door, known, luck) } // as inject wants
  const schema = bodySchema(door, String(params?.['record']))
  if (!schema && !luck.often(0.05)) return { ...asked, headers: headersOf(luck, false) }
  const example = known.examples[`${door.method} ${door.url}`]
  const sample =
    example && luck.often(0.5)
      ? example()
      : likeKnown(sampleOf(schema ?? {}, '', known, luck), String(params?.['record']), known, luck)
  const wrong = luck.often(0.65) ? Array.from({ length: luck.whole(1, 3) }) : []
  const value = wrong.reduce((held) => spoiled(held, luck), sample)
  const text = JSON.stringify(value) ?? ''
  const payload = luck.often(0.05) ? spoiledText(text, luck) : text
  return { ...asked, headers: headersOf(luck, true), payload }
}

function paramsOf(door: Door, known: Known, luck: Chance): Record<string, unknown> {
  const params = sampleOf(door.params ?? { type: 'object' }, '', known, luck) as Record<
    string,
    unknown
  >
  const keys = known.keys[String(params?.['record'])]
  const key = keys?.[luck.whole(0, Math.max(0, keys.length - 1))]
  return 'key' in params && key ? { ...params, key } : params
}

/** At times what a row of that record holds already: a body whose columns fit together. */
function likeKnown(sample: unknown, record: string, known: Known, luck: Chance): unknown {
  const rows = known.rows[record]
  if (!rows?.length || sample === null || typeof sample !== 'object' || luck.often(0.3))
    return sample
  const row = rows[luck.whole(0, rows.length - 1)]
  const filled = (held: object) =>
    Object.fromEntries(Object.entries(held).map(([name, value]) => [name, row?.[name] ?? value]))
  const body = sample as Record<string, unknown> // bodies of records are objects
  for (const under of ['changes', 'columns'])
    if (body[under]) return { ...body, [under]: filled(body[under]) }
  return filled(body)
}

const wrongMethod = (luck: Chance): string =>
  luck.pick(['PATCH', 'PUT', 'DELETE', 'POST', 'GET', 'OPTIONS', 'HEAD'])

/** Half a character cannot be encoded: it is sent as three bytes that are no text. */
function encoded(value: unknown): string {
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value)
  try {
    return encodeURIComponent(text.slice(0, 3_000))
  } catch {
    return '%ED%A0%80'
  }
}

function queryOf({ query }: Door, known: Known, luck: Chance): string {
  const sample = sampleOf(query ?? { type: 'object' }, '', known, luck)
  const asked = luck.often(0.1) ? spoiled(sample, luck) : sample
  const isObject = typeof asked === 'object' && asked !== null && query !== null
  const pairs = isObject ? Object.entries(asked).map(([k, v]) => `${encoded(k)}=${encoded(v)}`) : []
  if (luck.often(0.03)) pairs.push('__proto__[role]=administrator', '%', 'a=1', 'a=2')
  return pairs.length > 0 ? `?${pairs.join('&')}` : ''
}

function headersOf(luck: Chance, hasBody: boolean): Record<string, string> {
  const type = luck.often(0.97) ? 'application/json' : luck.pick(['a', ...contentTypes])
  const tags = ['"v1"', '"v1"', '"v1"', '"v2"', '"v3"', '*', 'W/"v1"', '"v99999999999"', 'v1', '']
  const tag = luck.often(0.9) ? luck.pick(['"v1"', ...tags]) : undefined
  const key = luck.often(0.9) ? `generated-${luck.often(0.9) ? count++ : 0}` : luck.pick(['x', ' '])
  return {
    ...(hasBody ? { 'content-type': type } : {}),
    ...(tag === undefined ? {} : { 'if-match': tag }),
    ...(luck.often(0.95) ? { 'idempotency-key': key } : {}),
  }
}

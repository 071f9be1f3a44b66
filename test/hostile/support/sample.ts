/** A value that fits a contract, more or less: made from its JSON schema and the names in it. */
import type { Chance } from '../../../db/seed/chance.ts'
import { type Known, nobodys } from './known.ts'

/** As much of JSON schema as zod writes. */
export interface Schema {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly anyOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: boolean | Schema
  readonly items?: Schema | boolean
  readonly prefixItems?: readonly Schema[]
  readonly minItems?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly minLength?: number
  readonly pattern?: string
}

const days = ['2026-10-05', '2026-11-01', '2026-08-03', '2024-02-29', '1970-05-06', '2026-12-31']
const times = ['2026-10-05T09:00', '2026-11-01T01:30', '2026-10-31T23:59:59', '2026-03-08T02:30']
const words = ['a word', 'Called, no answer.', 'sertraline', 'Ünïcödé ✓ 漢字', 'x', '5', 'true']
/** Tried one after the other against a pattern that nothing below knows by its name. */
const shapes = ['F33.1', '1003000126', '99493', '99214', 'abc', 'a-b', '60', '5', '01', 'A1', 'x.y']

const pick = <T>(luck: Chance, list: readonly T[]): T | undefined =>
  list[luck.whole(0, list.length - 1)]

/** @param name the property that the value is for: it says more than a schema does */
export function sampleOf(schema: Schema, name: string, known: Known, luck: Chance): unknown {
  if ('const' in schema) return schema.const
  if (schema.enum) return pick(luck, schema.enum)
  if (schema.anyOf) return sampleOf(pick(luck, schema.anyOf) ?? {}, name, known, luck)
  if (schema.allOf?.[0]) return sampleOf(schema.allOf[0], name, known, luck)
  const type = typeof schema.type === 'string' ? schema.type : pick(luck, schema.type ?? [])
  switch (type) {
    case 'object':
      return objectOf(schema, known, luck)
    case 'array':
      return listOf(schema, name, known, luck)
    case 'string':
      return textOf(schema, name, known, luck)
    case 'integer':
    case 'number':
      return luck.whole(schema.minimum ?? 0, Math.min(schema.maximum ?? 100, 1000))
    case 'boolean':
      return luck.often(0.5)
    case 'null':
      return null
    default:
      return pick(luck, [null, 1, 'text', true, { a: [1, 'b'] }])
  }
}

function objectOf(schema: Schema, known: Known, luck: Chance): Record<string, unknown> {
  const required = new Set(schema.required ?? [])
  const taken = Object.entries(schema.properties ?? {}).filter(
    ([name]) => required.has(name) || luck.often(0.6),
  )
  return Object.fromEntries(taken.map(([name, of]) => [name, sampleOf(of, name, known, luck)]))
}

function listOf(schema: Schema, name: string, known: Known, luck: Chance): unknown[] {
  if (schema.prefixItems) return schema.prefixItems.map((of) => sampleOf(of, name, known, luck))
  const of = typeof schema.items === 'object' ? schema.items : {}
  const length = luck.whole(schema.minItems ?? 0, (schema.minItems ?? 0) + 2)
  return Array.from({ length }, () => sampleOf(of, name, known, luck))
}

function textOf({ pattern }: Schema, name: string, known: Known, luck: Chance): unknown {
  if (name === 'patient') return pick(luck, known.patients)
  const named = known.handles[name]
  if (named) return pick(luck, named)
  if (name === 'items')
    return pick(luck, ['1 1 1 1 1 1 1 1 0', '2 2 2 2 2 2 2 2 2', '1 1 1 1 1 1 1'])
  if (name === 'time_zone') return pick(luck, ['America/New_York', 'Asia/Kathmandu', 'UTC'])
  if (/_at$/.test(name)) return pick(luck, times)
  if (/_on$|^on$|_date$/.test(name)) return pick(luck, days)
  if (pattern === undefined) return pick(luck, /_id$|_by$/.test(name) ? known.ids : words)
  const candidates = [...shapes, '2026-10', ...days, ...known.ids]
  if (/\{(22|16,64)\}\$$/.test(pattern)) return nobodys
  if (/\{1,64\}\$$/.test(pattern)) return pick(luck, known.ids)
  const regex = new RegExp(pattern, 'u')
  return pick(
    luck,
    candidates.filter((text) => regex.test(text)),
  )
}

/** What nobody well-meaning sends, put where something else belongs. */
import type { Chance } from '../../../db/seed/chance.ts'

const deep = (levels: number): unknown => {
  let value: unknown = 'bottom'
  for (let level = 0; level < levels; level++) value = level % 2 ? [value] : { a: value }
  return value
}

/** An object with its own key of that name: written so, `__proto__` would set the prototype. */
const withKey = (key: string, value: unknown): object =>
  Object.defineProperty({}, key, { value, enumerable: true, configurable: true, writable: true })

/** Values that are of no use anywhere, or of use where they are not expected. */
export const hostileValues: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  0.1,
  1e308,
  -1e308,
  2 ** 53 + 2,
  2 ** 31,
  '',
  ' ',
  '\ud800',
  'a\udfffb',
  'a\u0000b',
  '\u202Egnirts desrever\u202C',
  `e${'\u0301'.repeat(300)}`,
  '👩‍👩‍👧‍👦🏳️‍🌈',
  '<img src=x onerror=alert(1)>',
  "' or 1=1; drop table patients; --",
  `\${7*7}{{7*7}}<%= 7 %>`,
  'javascript:alert(1)',
  '../../../../etc/passwd',
  '=cmd|"/c calc"!A1',
  '\r\nset-cookie: a=b',
  'x'.repeat(10_000),
  'x'.repeat(25_000),
  '2026-02-30',
  '2026-13-01',
  '0000-00-00',
  '0001-01-01',
  '9999-12-31',
  '2026-10-05T24:00',
  '2026-10-05T09:00:61',
  '9999-12-31T23:59:59',
  '2026-10-05T09:00+99:00',
  '-271821-04-20',
  'A'.repeat(22),
  '%00',
  'NaN',
  [],
  [[]],
  [null],
  {},
  withKey('__proto__', { role: 'administrator' }),
  withKey('constructor', { prototype: { role: 'administrator' } }),
  withKey('toString', 1),
  withKey('length', -1),
  { length: { toString: 1 } },
  withKey('then', 1),
  deep(20),
  deep(2_000),
  Array.from({ length: 3_000 }, () => 0),
]

const keys = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'patient_id',
  'role',
  '',
  '\ud800',
]

/** Changes one place of a value: another value, a key less, a key more, a list in its place. */
export function spoiled(value: unknown, luck: Chance): unknown {
  if (value === null || typeof value !== 'object' || luck.often(0.12)) return hostile(value, luck)
  if (Array.isArray(value)) return spoiledList(value, luck)
  const entries = Object.entries(value)
  if (entries.length === 0 || luck.often(0.15))
    return Object.defineProperty({ ...value }, keys[luck.whole(0, keys.length - 1)]!, {
      value: hostile(1, luck),
      enumerable: true,
    })
  const place = luck.whole(0, entries.length - 1)
  const kept = luck.often(0.12) ? entries.filter((_, i) => i !== place) : entries
  return Object.fromEntries(
    kept.map(([key, held], i) => [key, i === place ? spoiled(held, luck) : held]),
  )
}

function spoiledList(list: readonly unknown[], luck: Chance): unknown {
  if (list.length === 0 || luck.often(0.2)) return [...list, hostile(1, luck)]
  const place = luck.whole(0, list.length - 1)
  return list.map((held, i) => (i === place ? spoiled(held, luck) : held))
}

const hostile = (instead: unknown, luck: Chance): unknown =>
  luck.often(0.05) ? [instead] : hostileValues[luck.whole(0, hostileValues.length - 1)]

/** Text that is no JSON, or JSON that no program writes. */
export function spoiledText(text: string, luck: Chance): string {
  const ways = [
    text.slice(0, luck.whole(0, text.length)),
    `${text}}`,
    `\ufeff${text}`,
    text.replace(/"/g, "'"),
    text.replace('{', '{"reason":1,"reason":"x",'),
    text.replace(/:[^,}]+/, ':1e999'),
    text.replace(/:[^,}]+/, ':NaN'),
    text.replace(/:[^,}]+/, ':"\\ud800"'),
    `{"__proto__":${text}}`,
    `${'['.repeat(5_000)}${']'.repeat(5_000)}`,
    `${'{"a":'.repeat(9_000)}1${'}'.repeat(9_000)}`,
    ' '.repeat(300_000),
    'null',
    '""',
    '[]',
    '0',
    '',
  ]
  return ways[luck.whole(0, ways.length - 1)]!
}

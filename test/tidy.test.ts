/** The shape of the program, kept by a test: imports point one way, and each impure thing has one home. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const under = (folder: string) =>
  existsSync(join(root, folder))
    ? readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
        .map((file) => join(folder, file).replaceAll('\\', '/'))
        .filter((file) => /\.tsx?$/.test(file))
    : []
const files = ['server', 'client', 'db'].flatMap(under)
const textOf = (file: string) => readFileSync(join(root, file), 'utf8')
const withoutComments = (text: string) =>
  text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/(^|\s)\/\/.*$/gm, '')

const aliases: Readonly<Record<string, string>> = { '#dialect': 'db/dialect/sqlite/index.ts' }
/** Every import of our own: named, type-only, side-effect, dynamic, and `#dialect`. */
const importsOf = (file: string): string[] =>
  [
    ...withoutComments(textOf(file)).matchAll(
      /(?:\bfrom|\bimport)\s*\(?\s*['"]((?:\.|#)[^'"]+)['"]|new URL\(\s*['"](\.[^'"]+\.tsx?)['"]/g,
    ),
  ].map(([, path, url]) => {
    const to = path ?? url!
    return aliases[to] ?? relative(root, resolve(root, dirname(file), to))
  })
const graph = new Map(files.map((file) => [file, importsOf(file)]))

/** From → to. What is not written here is not allowed. */
const arrows: readonly [from: RegExp, to: RegExp][] = [
  [/^server\/domain\//, /^server\/domain\//],
  [/^server\/contract\//, /^server\/(contract|domain)\//],
  [/^server\/use-cases\//, /^server\/(use-cases|domain)\//],
  [/^server\/verifier\//, /^server\/(verifier|domain)\//],
  [/^server\/http\//, /^server\/(http|use-cases|contract|domain)\//],
  [/^server\/(cli|workers)\//, /^(server|db)\//],
  [/^server\/[^/]+\.ts$/, /^(server|db)\//],
  [/^db\//, /^(db|server\/domain)\//],
  [/^client\//, /^(client|server\/contract|server\/domain)\//],
]

test.for(files)('%s imports only downhill', (file) => {
  const arrow = arrows.find(([from]) => from.test(file))
  expect(arrow, 'a file in no known room').toBeDefined()
  expect(graph.get(file)!.filter((to) => /\.tsx?$/.test(to) && !arrow![1].test(to))).toEqual([])
})

test('no import leads back to where it came from', () => {
  const done = new Set<string>()
  const visit = (file: string, path: readonly string[]): void => {
    const circle = path.includes(file) ? [...path.slice(path.indexOf(file)), file] : []
    expect(circle, 'import circle').toEqual([])
    if (done.has(file)) return
    for (const next of graph.get(file) ?? []) visit(next, [...path, file])
    done.add(file)
  }
  for (const file of files) visit(file, [])
})

/** A staged bundle is always a SQLite scratch file, whichever engine keeps the registry. */
test('the engine has one door: only db imports the dialect, and only the dialect its driver', () => {
  const using = (pattern: RegExp) => files.filter((file) => pattern.test(textOf(file)))
  expect(using(/from '#dialect'/).filter((file) => !file.startsWith('db/'))).toEqual([])
  expect(
    using(/from '(better-sqlite3|drizzle-orm\/(better-sqlite3|sqlite-core)[^']*)'/).filter(
      (file) => !/^db\/(dialect|staging)\//.test(file),
    ),
  ).toEqual([])
})

describe('each impure thing is touched only where it lives', () => {
  const entry = /^server\/(main|demo|config)\.ts$|^server\/cli\/main\.ts$|^server\/workers\//
  test.for<[string, RegExp, RegExp]>([
    ['the environment', /process\.env/, entry],
    ['the clock', /Date\.now\(|new Date\(\)/, entry],
    ['raw markup', /innerHTML|insertAdjacentHTML|dangerouslySetInnerHTML/, /^$/],
    ['the console', /console\./, /^$/],
    ['browser storage', /localStorage|sessionStorage|indexedDB/, /^$/],
  ])('%s', ([, pattern, home]) => {
    const found = files.filter((file) => pattern.test(withoutComments(textOf(file))))
    expect(found.filter((file) => !home.test(file))).toEqual([])
  })

  test('the domain does no I/O and knows no zod', () => {
    const outside = under('server/domain').flatMap((file) =>
      [...textOf(file).matchAll(/from '([^.#'][^']*)'/g)].map(([, name]) => `${file}: ${name}`),
    )
    expect(outside.filter((line) => !line.endsWith(': temporal-polyfill'))).toEqual([])
  })
})

test.for(files)('%s can be read in one sitting', (file) => {
  const lines = textOf(file).trimEnd().split('\n')
  expect(lines.length).toBeLessThanOrEqual(200)
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(120)
})

test('nothing names a machine, a registry host or a session', () => {
  const texts = [...files, ...under('test'), 'README.md', 'package.json'].filter(
    (file) => file !== 'test/tidy.test.ts' && existsSync(join(root, file)),
  )
  const names = /\/(root|home)\/|\/work\/(main|shared)|registry\.npmjs|registry=http/
  expect(texts.filter((file) => names.test(textOf(file)))).toEqual([])
  expect(textOf('package-lock.json')).not.toMatch(/"resolved"/)
})

test('every dependency is exact', () => {
  const { dependencies, devDependencies } = JSON.parse(textOf('package.json')) as {
    dependencies: Record<string, string>
    devDependencies: Record<string, string>
  }
  const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(
    // `npm:NAME@` stands before the version of what goes by another name
    ([, version]) => !/^(npm:[a-z0-9-]+@)?\d+\.\d+\.\d+$/.test(version),
  )
  expect(loose).toEqual([])
})

/** What is installed: exact, whole, under licenses that allow it, and nothing runs while it installs. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { billOfMaterials, licenseList } from './bom.ts'
import { locked, program, usedDirectly } from './lock.ts'

const root = join(import.meta.dirname, '../..')
const textOf = (file: string): string => readFileSync(join(root, file), 'utf8')

/** What may be used, changed and given on with a program under Apache-2.0; MPL file by file. */
const allowed = [
  'MIT',
  'ISC',
  '0BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'MPL-2.0',
  'Unlicense',
  'Zlib',
  'WTFPL',
]

/** Of an expression: every part where all hold, one of them where one may be chosen. */
function isAllowed(license: string): boolean {
  const text = license.replace(/^\((.*)\)$/, '$1')
  if (text.includes(' AND ')) return text.split(' AND ').every(isAllowed)
  if (text.includes(' OR ')) return text.split(' OR ').some(isAllowed)
  return allowed.includes(text)
}

describe('every package', () => {
  test('has one exact version and the hash of its archive', () => {
    expect(locked.length).toBeGreaterThan(100)
    const loose = locked.filter(
      ({ version, integrity }) =>
        !/^\d+\.\d+\.\d+([-+][\w.-]+)?$/.test(version) ||
        !/^sha512-[A-Za-z0-9+/]{86}==$/.test(integrity),
    )
    expect(loose.map(({ path }) => path)).toEqual([])
  })

  test('has a license that allows what is done with it', () => {
    const refused = locked.filter(({ license }) => !isAllowed(license))
    expect(refused.map(({ path, license }) => `${path}: ${license || 'none'}`)).toEqual([])
  })

  test.for([
    ['GPL-3.0', false],
    ['(MIT OR GPL-3.0)', true],
    ['(MIT AND GPL-3.0)', false],
    ['', false],
    ['UNLICENSED', false],
    ['SEE LICENSE IN x', false],
  ] as const)('%s is allowed: %s', ([license, is]) => {
    expect(isAllowed(license)).toBe(is)
  })

  test('runs nothing while it is installed, but for the database and the bundler', () => {
    const scripts = locked.filter(({ hasInstallScript }) => hasInstallScript)
    const names = [...new Set(scripts.map(({ name }) => name))].sort()
    expect(names).toEqual(['better-sqlite3-multiple-ciphers', 'esbuild'])
    expect(Object.keys(program.allowScripts).sort()).toEqual(['better-sqlite3', ...names].sort())
  })

  test('comes from wherever the machine gets its packages: no address is written down', () => {
    const text = textOf('package-lock.json')
    expect(text).not.toMatch(/"resolved"|https?:\/\/[^"]*(localhost|127\.|10\.|192\.168\.|\.local)/)
    expect(text).not.toMatch(/"(file|link|git\+[a-z]+|github):/)
    expect(textOf('.npmrc')).not.toMatch(/registry\s*=|_auth|token/i)
  })
})

describe('the bill of materials', () => {
  const bill = billOfMaterials()

  test('names every package once, each with its version, hash and license', () => {
    expect(bill.components.length).toBe(locked.length)
    const refs = bill.components.map((component) => component['bom-ref'])
    expect(new Set(refs).size).toBe(refs.length)
    for (const { purl, hashes, licenses } of bill.components) {
      expect(purl).toMatch(/^pkg:npm\/(%40[\w.-]+\/)?[\w.-]+@\d/)
      expect(hashes[0]!.content).toMatch(/^[0-9a-f]{128}$/)
      expect(JSON.stringify(licenses)).toMatch(/"(id|expression)":"[^"]+"/)
    }
  })

  test('knows what uses what, and nothing that is not there', () => {
    const refs = new Set(bill.components.map((component) => component['bom-ref']))
    for (const { dependsOn } of bill.dependencies)
      expect(dependsOn.filter((ref) => !refs.has(ref))).toEqual([])
    const own = bill.dependencies.find(({ ref }) => ref === program.name)
    expect(own?.dependsOn).toContain('node_modules/fastify')
    const fastify = bill.dependencies.find(({ ref }) => ref === 'node_modules/fastify')
    expect(fastify?.dependsOn).toContain('node_modules/find-my-way')
  })

  test('reaches whatever runs from the program itself', () => {
    const reached = new Set<string>()
    const visit = (path: string): void => {
      if (reached.has(path)) return
      reached.add(path)
      for (const next of locked.find((one) => one.path === path)?.uses ?? []) visit(next)
    }
    for (const path of usedDirectly) visit(path)
    const run = locked.filter(({ isDev }) => !isDev).map(({ path }) => path)
    expect(run.filter((path) => !reached.has(path))).toEqual([])
  })

  test('is the same each time, and lists licenses by name', () => {
    expect(JSON.stringify(billOfMaterials())).toBe(JSON.stringify(bill))
    expect(bill.serialNumber).toMatch(
      /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-/,
    )
    expect(licenseList()).toMatch(/^MIT: \d+, of which run: /m)
  })
})

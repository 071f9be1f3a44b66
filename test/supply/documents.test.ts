/** What SECURITY.md and OPERATIONS.md say is there, is there. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { aHouse } from '../http/support/house.ts'

const root = join(import.meta.dirname, '../..')
const textOf = (file: string): string => readFileSync(join(root, file), 'utf8')
const security = textOf('SECURITY.md')
const operations = textOf('OPERATIONS.md')

test('every test that a promise names exists', () => {
  const named = [...security.matchAll(/`(test\/[\w./-]+\.test\.ts)`/g)].map(([, file]) => file!)
  expect(named.length).toBeGreaterThan(25)
  expect(named.filter((file) => !existsSync(join(root, file)))).toEqual([])
})

test('every variable of the environment is explained, and none that is not read', () => {
  const read = readdirSync(join(root, 'server'))
    .filter((file) => /config\.ts$/.test(file))
    .flatMap((file) => [...textOf(`server/${file}`).matchAll(/^ {2}([A-Z][A-Z_]+): /gm)])
    .map(([, name]) => name!)
  expect(read.length).toBeGreaterThan(8)
  const told = [...operations.matchAll(/`((?:COCM_)[A-Z_]+|HOST|PORT|LOG_LEVEL)`/g)]
  expect(read.filter((name) => !told.some(([, said]) => said === name))).toEqual([])
  expect(told.map(([, name]) => name!).filter((name) => !read.includes(name))).toEqual([])
})

test('every number to watch is one that is shown', async () => {
  const house = await aHouse()
  await house.app.inject('/health')
  const { body } = await house.app.inject('/metrics')
  await house.close()
  const watched = [...operations.matchAll(/`(cocm_\w+)/g)].map(([, name]) => name!)
  expect(watched.length).toBeGreaterThan(6)
  expect(watched.filter((name) => !body.includes(`# HELP ${name} `))).toEqual([])
})

test('the screens are there after npm ci alone: the README’s first command builds nothing else', () => {
  const { scripts } = JSON.parse(textOf('package.json')) as { scripts: Record<string, string> }
  expect(scripts['prepare']).toBe('npm run --silent build')
  expect(scripts['build']).toMatch(/^vite build /)
})

test('every command that is told is one', () => {
  const commands = readdirSync(join(root, 'server/cli/commands')).map((f) => f.replace('.ts', ''))
  const told = [...`${operations}${security}`.matchAll(/`cocm ([a-z-]+)/g)].map(([, name]) => name!)
  expect(told.filter((name) => !commands.includes(name))).toEqual([])
  const { scripts } = JSON.parse(textOf('package.json')) as { scripts: Record<string, string> }
  const run = [...`${operations}${security}`.matchAll(/npm run (?:--silent )?([\w:]+)/g)]
  expect(run.map(([, name]) => name!).filter((name) => !scripts[name])).toEqual([])
})

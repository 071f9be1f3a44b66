/**
 * `npm run demo`: an invented clinic, made anew at each start for the day it is shown on, with a
 * sign-in for every role. Options: --today YYYY-MM-DD, --port N.
 */
import { existsSync, readdirSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import closeWithGrace from 'close-with-grace'
import { databaseFile } from '../db/database-file.ts'
import { setDatabaseKey, soleServer } from '../db/index.ts'
import { demoChanges, demoPeople } from '../db/seed/index.ts'
import { lacking } from './built.ts'
import { type Config, ConfigError, parseConfig } from './config.ts'
import { type CalendarDay, isCalendarDay } from './domain/calendar.ts'
import { dayOfInstant, type Instant, instant, type TimeZone } from './domain/zone.ts'
import { newCode } from './one-time-code.ts'
import { type House, listen, openHouse } from './start.ts'

const say = (line: string): boolean => process.stdout.write(`${line}\n`)
const operator = { who: 'operator:demo', role: 'operator' } as const
/** Where the invented clinics are. */
const demoZone = 'America/New_York' as TimeZone // a zone that exists

interface Wanted {
  readonly config: Config
  readonly databaseUrl: string
  /** The clinic's day is over at this instant or later: it goes on from there. */
  readonly from: Instant
}

/** @throws ConfigError with one line for each thing that cannot be understood */
function wantedOf(args: readonly string[]): Wanted {
  const config = parseConfig(process.env)
  const { today, port } = optionsOf(args)
  if (today !== undefined && !isCalendarDay(today))
    throw new ConfigError('--today: must be a day that exists, YYYY-MM-DD')
  if (port !== undefined && !(/^\d{1,5}$/.test(port) && Number(port) <= 65_535))
    throw new ConfigError('--port: must be a port, 0 to 65535')
  return {
    config: { ...config, port: Number(port ?? config.port), logLevel: quiet(config) },
    databaseUrl: config.databaseUrl ?? 'file:data/demo.db',
    from: instant(today === undefined ? new Date().toISOString() : `${today}T15:00:00.000Z`),
  }
}

const quiet = ({ logLevel }: Config): Config['logLevel'] =>
  logLevel === 'info' ? 'warn' : logLevel

function optionsOf(args: readonly string[]): { today?: string; port?: string } {
  try {
    const options = { today: { type: 'string' }, port: { type: 'string' } } as const
    return parseArgs({ args: [...args], options }).values
  } catch {
    throw new ConfigError('npm run demo understands --today YYYY-MM-DD and --port N')
  }
}

/** Time goes on from an instant, as fast as ever. */
const clockFrom = (from: Instant) => ({
  now: () => instant(new Date(Date.parse(from) + performance.now()).toISOString()),
})

async function main(): Promise<void> {
  const { config, databaseUrl, from } = wantedOf(process.argv.slice(2))
  setDatabaseKey(config.keeping.keys.database)
  const house = await freshHouse(databaseUrl, from)
  const passwords = await letPeopleIn(house, from)
  // one person looks at it, however slow their machine is: nobody is turned away
  const manner = { config, clock: clockFrom(from), demo: true, busyAfter: 0, code: null }
  const running = await listen(house, manner)
  closeWithGrace({ delay: 20_000 }, () => running.close())
  say(banner)
  say(`The demo is served at ${running.address}`)
  const missing = lacking()
  if (missing) say(missing)
  say('Sign in as (the passwords are good until the next start):')
  for (const [role, name, password] of passwords)
    say(`  ${role.padEnd(24)}${name.padEnd(24)}${password}`)
}

const banner = '*** Demonstration: every person in it is invented. Not for real patients. ***'

/** Removes the last demonstration, and nothing that is not one. */
async function freshHouse(databaseUrl: string, from: Instant): Promise<House> {
  const file = databaseFile(databaseUrl)
  if (existsSync(file)) {
    const old = await openHouse(databaseUrl)
    const isDemo = await old.registry.facts.fact('demo')
    await old.sessions.close()
    await old.desk.close()
    await old.registry.close()
    if (!isDemo)
      throw new ConfigError('COCM_DATABASE_URL: names a registry that is no demonstration')
    soleServer(file).release() // not from under somebody who is looking at it
    removeBeside(file)
  }
  const house = await openHouse(databaseUrl)
  await house.registry.facts.state('demo', 'yes')
  const today: CalendarDay = dayOfInstant(from, demoZone)
  await house.registry.commit({
    changes: demoChanges(today),
    actor: operator,
    at: from,
    reason: `demo clinic of ${today}`,
  })
  return house
}

/** The database, its logs and its marks: all that is named after it. */
function removeBeside(file: string): void {
  const stem = basename(file).replace(/\.db$/, '.')
  for (const name of readdirSync(dirname(file)))
    if (name.startsWith(stem)) rmSync(join(dirname(file), name), { recursive: true })
}

type SignInLine = readonly [role: string, name: string, password: string]

async function letPeopleIn({ registry, accounts, passwords }: House, at: Instant) {
  const lines: SignInLine[] = []
  for (const { staff_id, sign_in_name } of demoPeople()) {
    const password = newCode().slice(0, 19).toLowerCase()
    const password_hash = await passwords.hash(password)
    const account = { account_id: staff_id, staff_id, sign_in_name, password_hash, disabled: false }
    await accounts.put(account, { actor: operator, at, reason: 'demo sign-in' })
    const row = (await registry.history('staff', staff_id)).at(-1)?.row
    lines.push([String(row?.['role']), sign_in_name, password])
  }
  return lines
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(error instanceof ConfigError ? 2 : 1)
})

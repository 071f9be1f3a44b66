/** `npm start`: serves a registry, and makes sure that somebody can be its first administrator. */
import closeWithGrace from 'close-with-grace'
import { setDatabaseKey, whenDiskFails } from '../db/index.ts'
import { damageAtStart } from '../db/verify/gate.ts'
import { lacking } from './built.ts'
import { ConfigError, defaultDatabaseUrl, parseConfig } from './config.ts'
import type { Damage } from './domain/verification.ts'
import { instant } from './domain/zone.ts'
import { newCode } from './one-time-code.ts'
import { listen, openHouse } from './start.ts'

const say = (line: string): boolean => process.stdout.write(`${line}\n`)
const clock = { now: () => instant(new Date().toISOString()) }

async function main(): Promise<void> {
  const config = parseConfig(process.env)
  const databaseUrl = config.databaseUrl ?? defaultDatabaseUrl
  setDatabaseKey(config.keeping.keys.database)
  whenDiskFails(stopAtOnce)
  const damage = await damageAtStart(databaseUrl, config.keeping.keys.signing)
  if (damage) warn(damage)
  const damaged = damage !== undefined
  const house = await openHouse(databaseUrl, damaged)
  if (await house.registry.facts.fact('demo')) {
    await house.registry.close()
    throw new ConfigError(
      'COCM_DATABASE_URL: names a demonstration, with invented people and printed passwords.\n' +
        'npm start serves real registries only; npm run demo serves this one.',
    )
  }
  const code = !damaged && (await house.accounts.count()) === 0 ? newCode() : null
  const running = await listen(house, { config, clock, demo: false, code, damaged })
  closeWithGrace({ delay: 20_000 }, async ({ err }) => {
    if (err) process.stderr.write(`${err.stack ?? err.message}\n`)
    await running.close()
  })
  say(`The registry ${databaseUrl} is served at ${running.address}`)
  const missing = lacking()
  if (missing) say(missing)
  if (code !== null) {
    say('Nobody can sign in yet. Make the first administrator with this one-time code:')
    say(`  ${code}`)
  }
}

/** In a sentence, before anything else is said: whoever starts it must see it. */
function warn({ place, message }: Damage): void {
  process.stderr.write(
    `*** The registry is open for reading only: ${place}: ${message}.\n` +
      '*** Run `cocm verify` to see what is wrong, and `cocm restore` with a backup to go on.\n',
  )
}

/** Nothing more is answered: what was not acknowledged by now may be lost, and nobody was told else. */
function stopAtOnce(error: unknown): void {
  process.stderr.write(
    `The disk failed to keep what was written (${String(error)}): the server stops here.\n` +
      'The registry is looked through at its next start.\n',
  )
  process.exit(1)
}

main().catch((error: unknown) => {
  const isPlain = error instanceof Error && error.name !== 'TypeError'
  process.stderr.write(`${isPlain ? error.message : String(error)}\n`)
  process.exit(error instanceof ConfigError ? 2 : 1)
})

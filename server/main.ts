/** `npm start`: serves a registry, and makes sure that somebody can be its first administrator. */
import closeWithGrace from 'close-with-grace'
import { setDatabaseKey } from '../db/index.ts'
import { ConfigError, defaultDatabaseUrl, parseConfig } from './config.ts'
import { instant } from './domain/zone.ts'
import { newCode } from './one-time-code.ts'
import { listen, openHouse } from './start.ts'

const say = (line: string): boolean => process.stdout.write(`${line}\n`)
const clock = { now: () => instant(new Date().toISOString()) }

async function main(): Promise<void> {
  const config = parseConfig(process.env)
  const databaseUrl = config.databaseUrl ?? defaultDatabaseUrl
  setDatabaseKey(config.keeping.keys.database)
  const house = await openHouse(databaseUrl)
  if (await house.registry.facts.fact('demo')) {
    await house.registry.close()
    throw new ConfigError(
      'COCM_DATABASE_URL: names a demonstration, with invented people and printed passwords.\n' +
        'npm start serves real registries only; npm run demo serves this one.',
    )
  }
  const code = (await house.accounts.count()) === 0 ? newCode() : null
  const running = await listen(house, { config, clock, demo: false, code })
  closeWithGrace({ delay: 20_000 }, async ({ err }) => {
    if (err) process.stderr.write(`${err.stack ?? err.message}\n`)
    await running.close()
  })
  say(`The registry ${databaseUrl} is served at ${running.address}`)
  if (code !== null) {
    say('Nobody can sign in yet. Make the first administrator with this one-time code:')
    say(`  ${code}`)
  }
}

main().catch((error: unknown) => {
  const isPlain = error instanceof Error && error.name !== 'TypeError'
  process.stderr.write(`${isPlain ? error.message : String(error)}\n`)
  process.exit(error instanceof ConfigError ? 2 : 1)
})

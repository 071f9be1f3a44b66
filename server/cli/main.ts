/** The entry of `cocm`: the only place of the commands that sees clock, environment and terminal. */
import { mkdirSync } from 'node:fs'
import { userInfo } from 'node:os'
import { dirname } from 'node:path'
import { databaseFile } from '../../db/database-file.ts'
import { setDatabaseKey } from '../../db/index.ts'
import { dayOfInstant, instant, isTimeZone, type TimeZone } from '../domain/zone.ts'
import { type Keys, parseKeys } from '../keys.ts'
import type { Tools } from './command.ts'
import { run } from './run.ts'

/** Sets the exit code and returns; what is still being written is written to its end. */
export async function main(words: readonly string[]): Promise<void> {
  // whoever read our output has seen enough: that is no error
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
    process.exit(0)
  })
  process.stderr.on('error', () => undefined)
  try {
    const keys = parseKeys(process.env)
    setDatabaseKey(keys.database)
    process.exitCode = await run(words, tools(keys))
  } catch (error) {
    process.stderr.write(`cocm: ${error instanceof Error ? error.message : String(error)}\n`)
    process.exitCode = 1
  }
}

const defaultUrl = 'file:data/registry.db'

function tools(keys: Keys): Tools {
  const databaseUrl = process.env['COCM_DATABASE_URL'] || defaultUrl
  const isTerminal = process.stderr.isTTY === true
  const now = () => instant(new Date().toISOString())
  return {
    databaseUrl,
    operator: { who: `operator:${userName()}`, role: 'operator' },
    now,
    today: (zone = machineZone()) => dayOfInstant(now(), zone),
    openRegistry: async () => {
      mkdirSync(dirname(databaseFile(databaseUrl)), { recursive: true })
      const { openRegistry } = await import('../../db/index.ts')
      return openRegistry(databaseUrl)
    },
    openAccessLog: async () => {
      mkdirSync(dirname(databaseFile(databaseUrl)), { recursive: true })
      const { openAccessLog } = await import('../../db/access/index.ts')
      return openAccessLog(databaseUrl)
    },
    keys,
    openCheckpoints: async () => {
      mkdirSync(dirname(databaseFile(databaseUrl)), { recursive: true })
      const { openCheckpoints } = await import('../../db/checkpoints/index.ts')
      return openCheckpoints(databaseUrl, keys.signing)
    },
    out: printed,
    err: (line) => void process.stderr.write(`${line}\n`),
    status(text) {
      if (isTerminal) process.stderr.write(`\r\u001b[K${text}`)
    },
    isTerminal,
  }
}

/** Resolves at once, or when a slow reader has caught up. */
function printed(line: string): Promise<void> {
  if (process.stdout.write(`${line}\n`)) return Promise.resolve()
  return new Promise((resolve) => process.stdout.once('drain', resolve))
}

function machineZone(): TimeZone {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions()
  if (!isTimeZone(timeZone)) throw new Error(`this machine's time zone is ${timeZone}`)
  return timeZone
}

/** A user whom the system has no name for is known by number. */
function userName(): string {
  try {
    return userInfo().username
  } catch {
    return String(process.getuid?.() ?? 'unknown')
  }
}

/** What a command of `cocm` is. Each stands in a file of its own in commands/, as its default export. */
import type { KeptCheckpoints } from '../../db/checkpoints/index.ts'
import type { AccessLog } from '../domain/access.ts'
import type { CalendarDay } from '../domain/calendar.ts'
import type { Actor, Registry } from '../domain/registry.ts'
import type { Instant, TimeZone } from '../domain/zone.ts'
import type { Keys } from '../keys.ts'

/** 0 done, 1 the work was refused (each reason on standard error), 2 the call itself was wrong. */
export type Exit = 0 | 1 | 2

/** An option: `--json`, or with a value `--month YYYY-MM`. */
export interface Option {
  readonly name: string
  /** What stands for its value in the help; null for a switch. */
  readonly value: string | null
  readonly says: string
}

/** What the caller wrote, of the options and arguments that the command names. */
export interface Args {
  readonly positionals: readonly string[]
  /** The value of an option; undefined where it was not given. */
  text(option: string): string | undefined
  flag(option: string): boolean
}

/** All that a command may touch of the world outside. */
export interface Tools {
  readonly databaseUrl: string
  /** The operating system's user, as who the command acts. */
  readonly operator: Actor
  now(): Instant
  /** The day it is in a zone; without one, where this machine stands. */
  today(zone?: TimeZone): CalendarDay
  /** Creates and migrates the registry when needed. Close it in a `finally`. */
  openRegistry(): Promise<Registry>
  openAccessLog(): Promise<AccessLog>
  /** Signed checkpoints of the registry, which must be there. */
  openCheckpoints(): Promise<KeptCheckpoints>
  readonly keys: Keys
  /** Prints a line; await it where many are printed, so that a slow reader slows the writer. */
  out(line: string): Promise<void>
  /** Prints a line on standard error. */
  err(line: string): void
  /** Writes over the current line of standard error; shown on a terminal only. */
  status(text: string): void
  /** Whether standard error is a terminal: only there progress is shown. */
  readonly isTerminal: boolean
}

export interface Command {
  readonly name: string
  /** The call as it is written: `bill --month YYYY-MM [--json]`. */
  readonly usage: string
  /** What it does, in a sentence for the list of commands. */
  readonly says: string
  readonly options: readonly Option[]
  /** How many arguments besides options it takes. */
  readonly arguments: { readonly least: number; readonly most: number }
  /** Further lines of its help. */
  readonly more?: readonly string[]
  /** @throws UsageError where the call is wrong */
  run(args: Args, tools: Tools): Promise<Exit>
}

/** The call itself was wrong: its message and the usage are shown, exit 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

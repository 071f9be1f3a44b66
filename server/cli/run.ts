/** One call of `cocm`, from its words to its exit code. */
import { DatabaseRefused } from '../../db/index.ts'
import { BundleUnreadable, TargetTaken } from '../domain/bundle/source.ts'
import { CommitRefused } from '../domain/registry.ts'
import { columns, helpOf, readArgs, usageOf } from './arguments.ts'
import { type Command, type Exit, type Tools, UsageError } from './command.ts'
import { commands } from './commands.ts'

const programUsage = 'usage: cocm COMMAND [ARGUMENTS]'

/** Runs the command that the words name. Faults of the program itself are thrown. */
export async function run(words: readonly string[], tools: Tools): Promise<Exit> {
  const [name, ...rest] = words
  if (name === undefined || name === '--help' || name === '-h' || name === 'help')
    return programHelp(name === undefined ? 2 : 0, tools)
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!load) {
    tools.err(`cocm: there is no command ${name}`)
    tools.err(`${programUsage}; commands: ${Object.keys(commands).join(', ')}`)
    return 2
  }
  const { default: command } = await load()
  if (rest.includes('--help') || rest.includes('-h')) {
    for (const line of helpOf(command)) await tools.out(line)
    return 0
  }
  return runCommand(command, rest, tools)
}

async function runCommand(command: Command, words: readonly string[], tools: Tools): Promise<Exit> {
  try {
    return await command.run(readArgs(command, words), tools)
  } catch (error) {
    if (error instanceof UsageError) {
      tools.err(`cocm ${command.name}: ${error.message}`)
      tools.err(usageOf(command))
      return 2
    }
    if (!isRefusal(error)) throw error
    tools.err(`cocm ${command.name}: ${error.message}`)
    return 1
  }
}

/** Refusals that are thrown because they arise deep inside; each says why in a sentence. */
const isRefusal = (error: unknown): error is Error =>
  error instanceof BundleUnreadable ||
  error instanceof TargetTaken ||
  error instanceof CommitRefused ||
  error instanceof DatabaseRefused

/** Without any words the call is wrong, and help stands on standard error. */
async function programHelp(exit: 0 | 2, { out, err }: Tools): Promise<Exit> {
  const all = await Promise.all(Object.values(commands).map((load) => load()))
  const lines = [
    programUsage,
    '',
    ...columns(all.map(({ default: { usage, says } }) => [usage, says])),
    '',
    'cocm COMMAND --help tells more. COCM_DATABASE_URL names the registry,',
    'file:data/registry.db without it. Exit: 0 done, 1 refused, 2 called wrongly.',
  ]
  for (const line of lines) {
    if (exit === 0) await out(line)
    else err(line)
  }
  return exit
}

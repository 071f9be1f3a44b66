/** Reads what the caller wrote against what a command takes, and prints how to call it. */
import { parseArgs } from 'node:util'
import { type Args, type Command, UsageError } from './command.ts'

/**
 * @throws UsageError for unknown options, missing values, too few or too many arguments
 */
export function readArgs(command: Command, written: readonly string[]): Args {
  const { values, positionals } = parsed(command, written)
  const { least, most } = command.arguments
  if (positionals.length < least) throw new UsageError('an argument is missing')
  if (positionals.length > most)
    throw new UsageError(`unexpected argument: ${positionals[most] ?? ''}`)
  return {
    positionals,
    text(option) {
      const value = values[option]
      return typeof value === 'string' ? value : undefined
    },
    flag: (option) => values[option] === true,
  }
}

function parsed({ options }: Command, written: readonly string[]) {
  try {
    return parseArgs({
      args: written.map(asAnswers),
      allowPositionals: true,
      options: Object.fromEntries(
        options.map(({ name, value }) => [
          name,
          { type: value === null ? ('boolean' as const) : ('string' as const) },
        ]),
      ),
    })
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    throw new UsageError(error.message.split('. ')[0] ?? error.message)
  }
}

/** Answers may begin with a blank, `- 1 0`, and wrong ones with `-1`: neither is an option. */
const asAnswers = (text: string): string => (/^-[\s\d]/.test(text) ? ` ${text}` : text)

/** How to call one command. */
export const usageOf = ({ usage }: Command): string => `usage: cocm ${usage}`

export function helpOf(command: Command): readonly string[] {
  const rows = command.options.map(({ name, value, says }) => [
    `--${name}${value === null ? '' : ` ${value}`}`,
    says,
  ])
  return [
    usageOf(command),
    '',
    command.says,
    ...(rows.length === 0 ? [] : ['', ...columns(rows)]),
    ...(command.more ? ['', ...command.more] : []),
  ]
}

/** Rows of text in columns as wide as their widest cell; the last one runs free. */
export function columns(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)))
  return rows.map((row) =>
    row
      .map((cell, i) => (i === row.length - 1 ? cell : cell.padEnd(widths[i] ?? 0)))
      .join('  ')
      .trimEnd(),
  )
}

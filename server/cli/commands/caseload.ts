/** `cocm caseload`: every open episode with its flags and their reasons (review.md). */
import { type CaseloadRow, caseloadLine, caseloadRows } from '../../domain/caseload/index.ts'
import type { Dossier } from '../../domain/dossier.ts'
import { dayBefore, todayOf } from '../../use-cases/sight.ts'
import type { Args, Command, Exit, Tools } from '../command.ts'
import { printed, showPatients } from '../shown.ts'
import { dayOption, instantOption } from '../values.ts'

const command: Command = {
  name: 'caseload',
  usage: 'caseload [--as-of DATE] [--json] [--known-on TIME]',
  says: 'Lists every open episode with its flags and their reasons.',
  options: [
    { name: 'as-of', value: 'DATE', says: 'as it was, or will be, on that day' },
    { name: 'json', value: null, says: 'one JSON object a line, sorted by mrn' },
    { name: 'known-on', value: 'TIME', says: 'by what the registry held then (UTC, or an offset)' },
  ],
  arguments: { least: 0, most: 0 },
  async run(args, tools) {
    dayOption(args, 'as-of')
    instantOption(args, 'known-on')
    return list(args, tools)
  },
}
export default command

async function list(args: Args, tools: Tools): Promise<Exit> {
  const asOf = dayOption(args, 'as-of')
  const at = tools.now()
  const rowsOf = (dossier: Dossier): readonly CaseloadRow[] => {
    if (asOf !== undefined) return caseloadRows(dossier, asOf)
    const today = todayOf(dossier, at)
    return caseloadRows(dossier, today, { clock_day: today })
  }
  const textOf = args.flag('json')
    ? (row: CaseloadRow) => JSON.stringify(caseloadLine(row))
    : lineOf
  const registry = await tools.openRegistry()
  const log = await tools.openAccessLog()
  try {
    const choice = { by: 'open', on: asOf ?? dayBefore(at) } as const
    const shown = await showPatients(
      registry.dossiers(choice, instantOption(args, 'known-on')),
      {
        action: 'list',
        what: 'caseload',
        of: (dossier) => rowsOf(dossier).map(textOf),
        show: (lines) => printed(lines, tools),
      },
      { log, tools },
    )
    if (!args.flag('json')) await tools.out(`${shown} patients`)
    return 0
  } finally {
    await log.close()
    await registry.close()
  }
}

/** One episode in one line: who, how long, first and last scores, flags. */
function lineOf({ mrn, status, weeks, instruments, flags, ...row }: CaseloadRow): string {
  const scores = ['phq-9', 'gad-7'].map((slug) => {
    const { first = null, last = null } = instruments[slug] ?? {}
    return `${slug} ${first ?? '-'}>${last ?? '-'}`.padEnd(13)
  })
  return [
    mrn.padEnd(14),
    `${row.family_name}, ${row.given_name}`.padEnd(24),
    status.padEnd(18),
    `${weeks} wk`.padStart(6),
    ...scores,
    flags.map(({ id }) => id).join(' '),
  ]
    .join('  ')
    .trimEnd()
}

/** `cocm import`: a bundle into the registry, whole or not at all. */
import { openStaging } from '../../../db/staging/index.ts'
import { faultText } from '../../domain/bundle/fault.ts'
import type { BundleSource } from '../../domain/bundle/source.ts'
import type { Registry } from '../../domain/registry.ts'
import {
  type ImportOutcome,
  type ImportProgress,
  importBundle,
} from '../../use-cases/bundle-import.ts'
import { openBundle } from '../../use-cases/bundle-source.ts'
import { columns } from '../arguments.ts'
import type { Args, Command, Exit, Tools } from '../command.ts'

const command: Command = {
  name: 'import',
  usage: 'import PATH [--dry-run]',
  says: 'Reads a bundle, a folder or a .zip of one, into the registry: all of it or nothing.',
  options: [
    { name: 'dry-run', value: null, says: 'checks and counts everything, and changes nothing' },
  ],
  arguments: { least: 1, most: 1 },
  more: ['Prints rows added, amended and unchanged per file; errors with file and line.'],
  async run(args, tools) {
    const source = await openBundle(args.positionals[0]!)
    try {
      const registry = await tools.openRegistry()
      try {
        return await tell(await imported(registry, source, args, tools), tools)
      } finally {
        await registry.close()
      }
    } finally {
      await source.close()
    }
  },
}
export default command

async function imported(
  registry: Registry,
  source: BundleSource,
  args: Args,
  tools: Tools,
): Promise<ImportOutcome> {
  let shown = ''
  const outcome = await importBundle(
    { registry, openStaging },
    {
      source,
      actor: tools.operator,
      at: tools.now(),
      dryRun: args.flag('dry-run'),
      progress(progress) {
        const text = progressText(progress)
        if (text !== shown) tools.status(text)
        shown = text
      },
    },
  ).finally(() => tools.status(''))
  if (outcome.outcome === 'refused') await recordRefusal(outcome.count, tools)
  return outcome
}

const progressText = ({ stage, file, done, of }: ImportProgress): string =>
  `${stage} ${String(Math.floor((100 * done) / Math.max(1, of))).padStart(3)} % ${file}`

/** What was imported is in the registry's own audit; a refusal leaves its trace in the log. */
async function recordRefusal(count: number, tools: Tools): Promise<void> {
  const log = await tools.openAccessLog()
  try {
    await log.record({
      at: tools.now(),
      actor: tools.operator,
      action: 'refused',
      what: 'import of a bundle',
      patients: [],
      substance_use: false,
      outcome: 'refused',
      reason: `${count} errors`,
    })
  } finally {
    await log.close()
  }
}

async function tell(outcome: ImportOutcome, { out, err }: Tools): Promise<Exit> {
  if (outcome.outcome === 'refused') {
    const { faults, count } = outcome
    for (const fault of faults) err(faultText(fault))
    if (count > faults.length) err(`and ${count - faults.length} more`)
    err(`${count} ${count === 1 ? 'error' : 'errors'}: nothing was imported`)
    return 1
  }
  const { files, notes } = outcome
  for (const { file, line, says } of notes) err(`note: ${file} line ${line}: ${says}`)
  const rows = files.map(({ file, added, amended, unchanged }) => [
    file,
    `${added} added`,
    `${amended} amended`,
    `${unchanged} unchanged`,
  ])
  for (const line of columns(rows)) await out(line)
  if (outcome.outcome === 'would_import') await out('dry run: nothing was changed')
  return 0
}

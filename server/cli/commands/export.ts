/** `cocm export`: the whole registry as a bundle. */
import { prohibitionNotice } from '../../domain/disclosing.ts'
import { exportBundle } from '../../use-cases/bundle-export.ts'
import { openTarget } from '../../use-cases/bundle-target.ts'
import { columns } from '../arguments.ts'
import type { Command } from '../command.ts'

const command: Command = {
  name: 'export',
  usage: 'export PATH',
  says: 'Writes the whole registry as a bundle: a new folder, or a zip where PATH ends in .zip.',
  options: [],
  arguments: { least: 1, most: 1 },
  more: ['Cells are written as they were entered: a bundle is for registries, not spreadsheets.'],
  async run({ positionals: [path = ''] }, tools) {
    const registry = await tools.openRegistry()
    const log = await tools.openAccessLog()
    try {
      const target = await openTarget(path) // last: whatever is refused before leaves no draft
      const { files } = await exportBundle(registry, target, {
        progress: (file, rows) => tools.status(`${file} ${rows}`),
        beforeRelease: ({ patients }) =>
          log.record({
            at: tools.now(),
            actor: tools.operator,
            action: 'export',
            what: 'the whole registry as a bundle',
            patients,
            substance_use: true, // whatever of it there is
            outcome: 'done',
            reason: null,
          }),
      })
      tools.status('')
      for (const line of columns(files.map(({ file, rows }) => [file, `${rows} rows`])))
        await tools.out(line)
      tools.err(`With these files goes: ${prohibitionNotice}`)
      return 0
    } finally {
      await log.close()
      await registry.close()
    }
  },
}
export default command

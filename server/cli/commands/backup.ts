/** `cocm backup`: a consistent copy of the registry, while it is at work. */
import { backingUp } from '../../../db/backup/index.ts'
import { copyWhole, noteCopied } from '../../use-cases/backup.ts'
import type { Command } from '../command.ts'

const command: Command = {
  name: 'backup',
  usage: 'backup FILE',
  says: 'Copies the registry to a new file while the server runs, and verifies the copy.',
  options: [],
  arguments: { least: 1, most: 1 },
  more: [
    'Nothing is overwritten. A damaged registry makes no backup: exit 1, and the broken place.',
    'The copy is encrypted with COCM_BACKUP_KEY, else as the registry is; without any key it is',
    'readable: keep it where patient data may lie. The access log is not in it; its',
    'files (registry.access-YYYY-MM.db beside the registry) stay, one a month: copy those that',
    'are over as they are.',
  ],
  async run({ positionals: [file = ''] }, tools) {
    const copied = await copyWhole(
      backingUp(tools.databaseUrl, file, tools.keys.backup),
      (of, looked) => tools.status(`${of} ${looked}`),
    ).finally(() => tools.status(''))
    const log = await tools.openAccessLog()
    try {
      const at = tools.now()
      await noteCopied(log, { actor: tools.operator, at, action: 'backup' }, copied)
    } finally {
      await log.close()
    }
    if (copied.outcome === 'kept') {
      await tools.out(`${file} holds the registry up to change ${copied.holds}`)
      return 0
    }
    if (copied.outcome === 'in-the-way')
      tools.err(`${copied.what} is there already: not overwritten`)
    else tools.err(`no backup was made, the registry is damaged: ${copied.place}: ${copied.says}`)
    return 1
  },
}
export default command

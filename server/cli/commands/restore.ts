/** `cocm restore`: a backup becomes the registry, in an empty place only. */
import { restoring } from '../../../db/backup/index.ts'
import { type Copied, copyWhole, noteCopied } from '../../use-cases/backup.ts'
import type { Command, Exit, Tools } from '../command.ts'

const command: Command = {
  name: 'restore',
  usage: 'restore FILE',
  says: 'Makes a backup the registry, where there is none; the backup is verified first.',
  options: [],
  arguments: { least: 1, most: 1 },
  more: [
    'Where a registry is, nothing is done: move it away first, its -wal and -shm files too, but',
    'leave its -mark file: from that, what the restore gives up is known and written down.',
  ],
  async run({ positionals: [file = ''] }, tools) {
    const copied = await copyWhole(restoring(file, tools.databaseUrl), (of, looked) =>
      tools.status(`${of} ${looked}`),
    ).finally(() => tools.status(''))
    const log = await tools.openAccessLog()
    try {
      const at = tools.now()
      await noteCopied(log, { actor: tools.operator, at, action: 'restore' }, copied)
    } finally {
      await log.close()
    }
    return tell(file, copied, tools)
  },
}
export default command

async function tell(file: string, copied: Copied, { out, err }: Tools): Promise<Exit> {
  if (copied.outcome === 'in-the-way') {
    err(`${copied.what} is there already: a registry is restored into an empty place only`)
    return 1
  }
  if (copied.outcome === 'damaged') {
    err(`nothing was restored, ${file} is damaged: ${copied.place}: ${copied.says}`)
    return 1
  }
  const { holds, givenUp } = copied
  await out(`the registry is that of ${file}, up to change ${holds}`)
  if (givenUp !== null)
    err(`changes ${holds + 1} to ${givenUp} are given up; the access log says so too`)
  return 0
}

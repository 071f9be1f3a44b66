/** `cocm restore`: a backup becomes the registry, in an empty place only. */
import { restoring } from '../../../db/backup/index.ts'
import { type Copied, copyWhole, noteCopied } from '../../use-cases/backup.ts'
import type { Command, Exit, Tools } from '../command.ts'

const command: Command = {
  name: 'restore',
  usage: 'restore FILE [--why TEXT]',
  says: 'Makes a backup the registry, where there is none; the backup is verified first.',
  options: [{ name: 'why', value: 'TEXT', says: 'why, for the signed event that tells of it' }],
  arguments: { least: 1, most: 1 },
  more: [
    'Where a registry is, nothing is done: move it away first, its -wal and -shm files too, but',
    'leave its -mark file and its checkpoints: from those, what the restore gives up is known. It',
    'is signed into the checkpoints and noted in the access log; where that is anything, --why is',
    'needed.',
  ],
  async run(args, tools) {
    const why = args.text('why')?.trim()
    const file = args.positionals[0] ?? ''
    const at = tools.now()
    const checkpoints = await tools.openCheckpoints()
    const from = restoring(file, tools.databaseUrl, {
      key: tools.keys.backup,
      mayGiveUp: Boolean(why),
      sign: (given) => {
        const said = { at, who: tools.operator.who, why: why || 'restored into an empty place' }
        checkpoints.restored({ ...given, ...said })
      },
    })
    const copied = await copyWhole(from, (of, looked) => tools.status(`${of} ${looked}`)).finally(
      () => tools.status(''),
    )
    const log = await tools.openAccessLog()
    try {
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

/** `cocm verify`: whether everything kept is what was once written. */
import { examine, isToBeMade } from '../../../db/verify/index.ts'
import { noteVerified, type Verified, verify } from '../../use-cases/verify.ts'
import { columns } from '../arguments.ts'
import type { Command, Exit, Tools } from '../command.ts'

const command: Command = {
  name: 'verify',
  usage: 'verify',
  says: 'Checks the audit chain, every row, foreign keys, the database file and the access log.',
  options: [],
  arguments: { least: 0, most: 0 },
  more: ['Where something is not as it was written: exit 1, and the first broken place.'],
  async run(_args, tools) {
    await made(tools)
    const examination = await examine(tools.databaseUrl, tools.keys.signing)
    const verified = await verify(examination, (of, looked) =>
      tools.status(`${of} ${looked}`),
    ).finally(() => tools.status(''))
    await noted(verified, tools)
    return tell(verified, tools)
  },
}
export default command

/** A registry that is not there yet is made, an older one migrated. Else it is only looked at. */
async function made(tools: Tools): Promise<void> {
  if (await isToBeMade(tools.databaseUrl)) await (await tools.openRegistry()).close()
}

async function tell(verified: Verified, { out, err }: Tools): Promise<Exit> {
  if (!verified.whole) {
    err(`${verified.place}: ${verified.says}`)
    return 1
  }
  const lines = verified.looked.map(({ of, count }) => [of, count === 1 ? '' : `${count}`])
  for (const line of columns(lines)) await out(line.trimEnd())
  await out('everything is as it was written')
  return 0
}

/** What is damaged may be the log itself: that it can note nothing hides no damage. */
async function noted(verified: Verified, tools: Tools): Promise<void> {
  const log = await tools.openAccessLog()
  try {
    await noteVerified(log, { actor: tools.operator, at: tools.now() }, verified)
  } catch (error) {
    if (verified.whole) throw error
    tools.err('the access log could not note this verification')
  } finally {
    await log.close()
  }
}

/** `cocm trail`: both chains and their checkpoints in one file, for whoever verifies them offline. */
import { createWriteStream, existsSync } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type KeptAccessLog, openAccessLog } from '../../../db/access/index.ts'
import { signedBeside } from '../../../db/checkpoints/index.ts'
import type { ExtractLine } from '../../domain/audit/extract.ts'
import type { Registry } from '../../domain/registry.ts'
import type { Command } from '../command.ts'

const command: Command = {
  name: 'trail',
  usage: 'trail FILE',
  says: 'Writes the whole trail to a file that `node dist/verify-trail.mjs FILE` verifies offline.',
  options: [],
  arguments: { least: 1, most: 1 },
  more: ['Who did what to whom is in it, by ids: keep it as safe as the registry.'],
  async run(args, tools) {
    const [file = ''] = args.positionals
    if (existsSync(file)) {
      tools.err(`${file} is there already: not overwritten`)
      return 1
    }
    const registry = await tools.openRegistry()
    const log = await openAccessLog(tools.databaseUrl)
    try {
      const made_at = tools.now()
      const what = 'audit trail'
      const said = {
        what,
        patients: [],
        substance_use: true,
        outcome: 'done',
        reason: null,
      } as const
      await log.record({ at: made_at, actor: tools.operator, action: 'export', ...said })
      const checkpoints = await tools.openCheckpoints()
      const { statement } = await checkpoints.write(made_at)
      const head = {
        registry_id: statement.registry_id,
        made_at,
        access_begins: await log.begins(),
      }
      const lines = extractOf(registry, log, { kind: 'trail', ...head }, tools.databaseUrl)
      await pipeline(Readable.from(spelled(lines)), createWriteStream(file, { mode: 0o600 }))
      await tools.out(`The trail is in ${file}. Its checkpoints are signed by this key:`)
      await tools.out(checkpoints.publicKey)
      return 0
    } finally {
      await log.close()
      await registry.close()
    }
  },
}
export default command

async function* spelled(lines: AsyncIterable<ExtractLine>): AsyncGenerator<string> {
  for await (const line of lines) yield `${JSON.stringify(line)}\n`
}

const pageSize = 2000

async function* extractOf(
  registry: Registry,
  log: KeptAccessLog,
  head: ExtractLine,
  databaseUrl: string,
): AsyncGenerator<ExtractLine> {
  yield head
  for (const signed of signedBeside(databaseUrl)) yield { kind: 'checkpoint', signed }
  for (let after = 0; ; ) {
    const page = await registry.auditTrail({ after, limit: pageSize })
    for (const event of page) yield { kind: 'change', event }
    if (page.length < pageSize) break
    after = page.at(-1)!.seq
  }
  for await (const entry of log.entries()) yield { kind: 'access', entry }
}

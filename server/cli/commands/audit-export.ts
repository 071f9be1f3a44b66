/** `cocm audit-export`: what an auditor is handed, with proof that can be checked offline. */
import { openSigner } from '../../../db/checkpoints/signing.ts'
import { openRegistry } from '../../../db/index.ts'
import { openClaims } from '../../../db/store/claims.ts'
import { openExtract } from '../../../db/store/extract.ts'
import { type Choosing, choose } from '../../use-cases/audit-export/choosing.ts'
import { makeExport } from '../../use-cases/audit-export/making.ts'
import type { Order } from '../../use-cases/audit-export/order.ts'
import { PlaceTaken } from '../../use-cases/audit-export/place.ts'
import { verifierText } from '../../verifier-text.ts'
import { type Args, type Command, type Exit, type Tools, UsageError } from '../command.ts'
import { monthOption } from '../values.ts'

const command: Command = {
  name: 'audit-export',
  usage:
    'audit-export FILE.zip --to NAME --for PURPOSE (--claims ID,… | --month YYYY-MM) [OPTIONS]',
  says: 'Writes audit sheets of patient-months with their evidence, signed, with its verifier.',
  options: [
    { name: 'to', value: 'NAME', says: 'the recipient, as consents under 42 CFR Part 2 name them' },
    { name: 'for', value: 'PURPOSE', says: 'what it is disclosed for' },
    { name: 'claims', value: 'ID,…', says: 'these claims' },
    { name: 'month', value: 'YYYY-MM', says: 'the claims that stand for a month' },
    { name: 'payer', value: 'ID', says: 'of the month, those of one payer' },
    { name: 'unclaimed', value: null, says: 'months without a claim too, as they are judged now' },
    { name: 'sample', value: 'N', says: 'so many of them, at random' },
    { name: 'seed', value: 'N', says: 'of the sample: the same seed draws the same (1)' },
    { name: 'pseudonymize', value: null, says: 'numbers instead of names, and no free text' },
    { name: 'leave-out', value: null, says: 'leave patients out for whom a consent is missing' },
  ],
  arguments: { least: 1, most: 1 },
  more: [
    'A call that was cut off is taken up where it stopped, by calling it again.',
    'The export is recorded as a disclosure of everybody in it. Check it anywhere with Node:',
    'node verify.mjs FILE.zip PUBLIC-KEY (the key is printed here).',
  ],
  async run(args, tools) {
    const [path = ''] = args.positionals
    if (!path.endsWith('.zip')) throw new UsageError(`${path}: the name must end in .zip`)
    return write(path, choosingOf(args), orderOf(args, tools), tools)
  },
}
export default command

type Asked = Omit<Order, 'wanted' | 'asked'>

function orderOf(args: Args, tools: Tools): Asked {
  const [recipient, purpose] = [args.text('to')?.trim(), args.text('for')?.trim()]
  if (!recipient) throw new UsageError('--to is missing: who is it for?')
  if (!purpose) throw new UsageError('--for is missing: what is it disclosed for?')
  return {
    recipient,
    purpose,
    pseudonymized: args.flag('pseudonymize'),
    leave_out: args.flag('leave-out'),
    actor: tools.operator,
    at: tools.now(),
  }
}

function choosingOf(args: Args): Choosing {
  const claims = args.text('claims')?.split(',').filter(Boolean) ?? []
  const month = args.text('month') === undefined ? null : monthOption(args, 'month')
  if ((claims.length === 0) === (month === null))
    throw new UsageError('name claims with --claims, or a month with --month')
  const sample = wholeOption(args, 'sample')
  const seed = wholeOption(args, 'seed') ?? 1
  return {
    claims,
    month,
    payer_id: args.text('payer') ?? null,
    unclaimed: args.flag('unclaimed'),
    sample: sample === null ? null : { count: sample, seed },
    pseudonymized: args.flag('pseudonymize'),
  }
}

/** @throws UsageError where it is no whole number */
function wholeOption(args: Args, option: string): number | null {
  const text = args.text(option)
  if (text === undefined) return null
  if (!/^\d{1,9}$/.test(text)) throw new UsageError(`--${option} ${text}: not a whole number`)
  return Number(text)
}

async function write(path: string, choosing: Choosing, asked: Asked, tools: Tools): Promise<Exit> {
  await (await tools.openRegistry()).close() // made or migrated where it has to be
  const registry = await openRegistry(tools.databaseUrl, { readonly: true })
  const log = await tools.openAccessLog()
  try {
    const claims = openClaims(registry.store)
    const { unknown, ...chosen } = await choose({ registry, claims }, choosing)
    if (unknown.length > 0) {
      tools.err(`cocm audit-export: there is no claim ${unknown.join(', ')}`)
      return 1
    }
    const signer = openSigner(tools.databaseUrl, tools.keys.signing)
    const extract = openExtract(registry.store)
    const checkpoints = await tools.openCheckpoints()
    const verifier = await verifierText()
    const parts = { registry, claims, extract, checkpoints, signer, verifier }
    const made = await makeExport(parts, { ...asked, ...chosen }, path, {
      progress: (done, of) => tools.status(`${done} of ${of} sheets`),
      beforeRelease: ({ patients, substance_use }) =>
        log.record({
          at: asked.at,
          actor: asked.actor,
          action: 'export',
          what: `audit export disclosed to ${asked.recipient}`,
          category: 'billing',
          patients,
          substance_use,
          outcome: 'done',
          reason: asked.purpose,
        }),
    })
    tools.status('')
    return await tell(made, path, signer.publicKey, tools)
  } catch (error) {
    if (!(error instanceof PlaceTaken)) throw error
    tools.err(`cocm audit-export: ${error.message}`)
    return 1
  } finally {
    await log.close()
    await registry.close()
  }
}

async function tell(
  made: Awaited<ReturnType<typeof makeExport>>,
  path: string,
  key: string,
  { out, err }: Tools,
): Promise<Exit> {
  if (made.outcome === 'made') {
    await out(`${path}: ${made.months} patient-months, ${made.patients.length} patients`)
    if (made.left_out > 0) await out(`${made.left_out} left out: no consent under 42 CFR Part 2`)
    await out(`signed by ${key}`)
    return 0
  }
  if (made.outcome === 'nothing') err('cocm audit-export: nothing was found to export')
  else for (const { message, remedy } of made.shortfalls) err(`${message} ${remedy}`)
  return 1
}

/**
 * `npm run bench [-- PART … --patients N --quick]`: how far the program is from the least that the
 * machine must do. Ratios against floors measured in the same run; medians; nothing is asserted.
 * Parts: import, scores, bill, caseload, rules.
 */
import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { benchBill } from './part-bill.ts'
import { benchCaseload } from './part-caseload.ts'
import { benchImport } from './part-import.ts'
import { benchRules } from './part-rules.ts'
import { benchScores } from './part-scores.ts'
import { type Line, type Options, say, table } from './report.ts'

const parts: Readonly<Record<string, (options: Options) => Promise<readonly Line[]>>> = {
  import: benchImport,
  scores: benchScores,
  bill: benchBill,
  caseload: benchCaseload,
  rules: benchRules,
}

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    patients: { type: 'string', default: '10000' },
    quick: { type: 'boolean', default: false },
    times: { type: 'string', default: '3' },
  },
})
const unknown = positionals.filter((part) => !Object.hasOwn(parts, part))
if (unknown.length > 0) throw new RangeError(`parts are ${Object.keys(parts).join(', ')}`)

const options: Options = {
  patients: Number(values.patients),
  times: Number(values.times),
  quick: values.quick,
}
say(`Node ${process.version}, ${cpus().length} processors, ${options.patients} patients`)
const lines: Line[] = []
for (const part of positionals.length > 0 ? positionals : Object.keys(parts))
  lines.push(...(await parts[part]!(options)))
say(`\n${table(lines)}`)

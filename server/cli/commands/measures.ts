/** `cocm measures`: a month's report to the state, with everybody behind each number. */
import type { AccessLog } from '../../domain/access.ts'
import { type CalendarDay, type CalendarMonth, firstDay } from '../../domain/calendar.ts'
import { nysMeasures } from '../../domain/measures/nys/measures.ts'
import { type NysPatient, nysPatient, nysPeriod } from '../../domain/measures/nys/patient.ts'
import { type NysNumber, nysReport } from '../../domain/measures/nys/report.ts'
import type { Registry } from '../../domain/registry.ts'
import { columns } from '../arguments.ts'
import { type Args, type Command, type Exit, type Tools, UsageError } from '../command.ts'
import { showPatients } from '../shown.ts'
import { dayOption, instantOption, monthOption } from '../values.ts'

const command: Command = {
  name: 'measures',
  usage: 'measures nys --month YYYY-MM [--json] [--as-of DATE] [--known-on TIME]',
  says: 'Reckons a month’s report to the state, m1 to m8, with the patients behind each number.',
  options: [
    { name: 'month', value: 'YYYY-MM', says: 'the month reported' },
    { name: 'json', value: null, says: 'one JSON object, with the patients and their rows' },
    { name: 'as-of', value: 'DATE', says: 'as it stood on that day of the month, not at its end' },
    { name: 'known-on', value: 'TIME', says: 'by what the registry held then (UTC, or an offset)' },
  ],
  arguments: { least: 1, most: 1 },
  async run(args, tools) {
    const [report] = args.positionals
    if (report !== 'nys') throw new UsageError(`there is no report ${report}; there is nys`)
    const month = monthOption(args, 'month')
    const asOf = dayOption(args, 'as-of') ?? null
    if (asOf !== null && asOf < firstDay(month))
      throw new UsageError(`--as-of ${asOf}: ${month} had not begun`)
    instantOption(args, 'known-on')
    const registry = await tools.openRegistry()
    const log = await tools.openAccessLog()
    try {
      return await nys({ registry, log, tools, args, month, asOf })
    } finally {
      await log.close()
      await registry.close()
    }
  },
}
export default command

interface Reporting {
  readonly registry: Registry
  readonly log: AccessLog
  readonly tools: Tools
  readonly args: Args
  readonly month: CalendarMonth
  readonly asOf: CalendarDay | null
}

async function nys({ registry, log, tools, args, month, asOf }: Reporting): Promise<Exit> {
  const period = nysPeriod(month, asOf)
  const enrolled: NysPatient[] = []
  await showPatients(
    registry.dossiers({ by: 'month', month }, instantOption(args, 'known-on')),
    {
      action: 'list',
      what: `measures nys ${month}`,
      of(dossier) {
        const one = nysPatient(dossier, period)
        return one ? [one] : []
      },
      print: async (one) => void enrolled.push(one),
    },
    { log, tools },
  )
  const report = nysReport(enrolled)
  if (args.flag('json')) {
    const entries = nysMeasures.map(({ id }) => [id, written(report[id])])
    await tools.out(JSON.stringify(Object.fromEntries(entries)))
    return 0
  }
  const lines = nysMeasures.map(({ id, says, unit, target }) => [
    id,
    says,
    shownValue(report[id], unit === 'patients' ? 0 : 1),
    ofWhom(report[id]),
    target ?? '',
  ])
  for (const line of columns(lines)) await tools.out(line)
  return 0
}

/** As the state's report has it: `n/a` where there is nothing to divide by; patients by mrn. */
const written = ({ numerator, denominator, value, patients }: NysNumber) => ({
  numerator,
  denominator,
  value: value ?? 'n/a',
  patients: patients.map(({ patient_id: _, ...one }) => one),
})

const shownValue = ({ value }: NysNumber, decimals: number): string =>
  value?.toFixed(decimals) ?? 'n/a'
const ofWhom = ({ numerator, denominator }: NysNumber): string =>
  denominator === null ? '' : `${numerator}/${denominator}`

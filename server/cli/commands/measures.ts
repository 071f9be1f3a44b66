/** `cocm measures`: reports of how the care goes, with everybody behind each number. */
import { firstDay } from '../../domain/calendar.ts'
import { type Args, type Command, type Exit, UsageError } from '../command.ts'
import { nysMonth, qualityYear, type Reporting } from '../reports.ts'
import { dayOption, instantOption, monthOption } from '../values.ts'

const command: Command = {
  name: 'measures',
  usage:
    'measures nys --month YYYY-MM | quality --year YYYY [--json] [--as-of DATE] [--known-on TIME]',
  says: "Reckons the state's report of a month, or the quality measures of a year.",
  options: [
    { name: 'month', value: 'YYYY-MM', says: "the month of the state's report, m1 to m8" },
    { name: 'year', value: 'YYYY', says: 'the year of the quality measures' },
    { name: 'six-months', value: 'DAYS', says: 'CBE 1884: 30 days either way, or 60 (the usual)' },
    { name: 'json', value: null, says: 'one JSON object, with the patients and their rows' },
    { name: 'as-of', value: 'DATE', says: 'as it stood on that day, not at the end' },
    { name: 'known-on', value: 'TIME', says: 'by what the registry held then (UTC, or an offset)' },
  ],
  arguments: { least: 1, most: 1 },
  async run(args, tools) {
    const [name = ''] = args.positionals
    const report = Object.hasOwn(reports, name) ? reports[name] : undefined
    if (!report) throw new UsageError(`there is no report ${name}: nys, quality`)
    const known = instantOption(args, 'known-on')
    const reckon = report(args)
    const registry = await tools.openRegistry()
    const log = await tools.openAccessLog()
    try {
      return await reckon({ registry, log, tools, known, isJson: args.flag('json') })
    } finally {
      await log.close()
      await registry.close()
    }
  },
}
export default command

/** A call is judged before anything is opened. */
type Report = (args: Args) => (reporting: Reporting) => Promise<Exit>

const reports: Readonly<Record<string, Report>> = {
  nys(args) {
    const month = monthOption(args, 'month')
    const asOf = dayOption(args, 'as-of') ?? null
    if (asOf !== null && asOf < firstDay(month))
      throw new UsageError(`--as-of ${asOf}: ${month} had not begun`)
    return (reporting) => nysMonth(reporting, month, asOf)
  },
  quality(args) {
    const year = args.text('year') ?? ''
    if (!/^\d{4}$/.test(year)) throw new UsageError('--year is missing, or is no year: YYYY')
    const days = args.text('six-months') ?? '60'
    if (days !== '30' && days !== '60') throw new UsageError(`--six-months ${days}: 30 or 60`)
    const asOf = dayOption(args, 'as-of') ?? null
    const settings = { six_month_days: days === '30' ? 30 : 60 } as const
    return (reporting) => qualityYear(reporting, { year: Number(year), asOf, settings })
  },
}

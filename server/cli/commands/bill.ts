/** `cocm bill`: what the registry proves about one month, patient by patient. */
import type { AccessLog } from '../../domain/access.ts'
import { determine } from '../../domain/billing/determination.ts'
import type { Determination } from '../../domain/billing/determined.ts'
import { type CalendarMonth, firstDay, lastDay } from '../../domain/calendar.ts'
import type { Dossier } from '../../domain/dossier.ts'
import type { Registry } from '../../domain/registry.ts'
import type { Args, Command, Exit, Tools } from '../command.ts'
import { printed, showPatients } from '../shown.ts'
import { instantOption, monthOption } from '../values.ts'

const command: Command = {
  name: 'bill',
  usage: 'bill --month YYYY-MM [--json] [--patient MRN] [--known-on TIME]',
  says: 'Determines what each patient’s month may be billed as, and names what is missing.',
  options: [
    { name: 'month', value: 'YYYY-MM', says: 'the service month' },
    { name: 'json', value: null, says: 'one JSON object a line, sorted by mrn' },
    { name: 'patient', value: 'MRN', says: 'only the patient with this mrn' },
    { name: 'known-on', value: 'TIME', says: 'by what the registry held then (UTC, or an offset)' },
  ],
  arguments: { least: 0, most: 0 },
  more: ['Writes nothing but its event in the access log.'],
  async run(args, tools) {
    const month = monthOption(args, 'month')
    instantOption(args, 'known-on')
    const registry = await tools.openRegistry()
    const log = await tools.openAccessLog()
    try {
      return await bill({ registry, log, tools, args, month })
    } finally {
      await log.close()
      await registry.close()
    }
  },
}
export default command

interface Billing {
  readonly registry: Registry
  readonly log: AccessLog
  readonly tools: Tools
  readonly args: Args
  readonly month: CalendarMonth
}

async function bill({ registry, log, tools, args, month }: Billing): Promise<Exit> {
  const mrn = args.text('patient')
  const known = instantOption(args, 'known-on')
  const choice =
    mrn === undefined ? ({ by: 'month', month } as const) : ({ by: 'mrn', mrn } as const)
  const seen = { found: false }
  const outcomes = new Map<string, number>()
  const isJson = args.flag('json')
  const shown = await showPatients(
    registry.dossiers(choice, known),
    {
      action: 'determine',
      what: `billing month ${month}`,
      of(dossier) {
        seen.found = true
        if (!isInMonth(dossier, month)) return []
        const one = determine(dossier, month)
        outcomes.set(one.outcome, (outcomes.get(one.outcome) ?? 0) + 1)
        return [isJson ? JSON.stringify(one) : rowOf(one)]
      },
      show: (lines) => printed(lines, tools),
    },
    { log, tools },
  )
  if (mrn !== undefined && !seen.found) {
    tools.err(`cocm bill: there is no patient with mrn ${mrn}`)
    return 1
  }
  if (mrn !== undefined && shown === 0)
    tools.err(`cocm bill: the patient with mrn ${mrn} has no episode in ${month}`)
  if (!isJson) await tools.out(summaryOf(outcomes, month))
  return 0
}

/** An episode row referred on or before the month's last day, not closed before its first. */
const isInMonth = ({ episodes }: Dossier, month: CalendarMonth): boolean =>
  episodes.some(
    ({ referred_on, closed_on }) =>
      referred_on <= lastDay(month) && (closed_on === null || closed_on >= firstDay(month)),
  )

/** One patient in one line; columns wide enough for what is usual, as lines are not kept. */
function rowOf({ mrn, outcome, minutes, lines, reasons }: Determination): string {
  const codes = lines.map(({ code, units }) => (units > 1 ? `${code}x${units}` : code)).join(' ')
  const why = reasons.map(({ reason }) => reason).join(' ')
  const cells = [mrn.padEnd(14), outcome.padEnd(7), `${minutes} min`.padStart(8), codes.padEnd(14)]
  return [...cells, why].join('  ').trimEnd()
}

const summaryOf = (outcomes: ReadonlyMap<string, number>, month: CalendarMonth): string =>
  `${month}: ${['bill', 'hold', 'no_bill']
    .map((outcome) => `${outcomes.get(outcome) ?? 0} ${outcome}`)
    .join(', ')}`

/** Reports as a command prints them: a table, or one JSON object with everybody in it. */
import type { AccessLog } from '../domain/access.ts'
import { type CalendarDay, type CalendarMonth, calendarDay } from '../domain/calendar.ts'
import { nysMeasures } from '../domain/measures/nys/measures.ts'
import { type NysPatient, nysPatient, nysPeriod } from '../domain/measures/nys/patient.ts'
import { nysReport } from '../domain/measures/nys/report.ts'
import type { QualitySettings } from '../domain/measures/quality.ts'
import {
  type QualityMember,
  qualityMembers,
  qualityRates,
  qualityReport,
} from '../domain/measures/quality-report.ts'
import type { Registry } from '../domain/registry.ts'
import type { Instant } from '../domain/zone.ts'
import { todayOf } from '../use-cases/sight.ts'
import { columns } from './arguments.ts'
import type { Exit, Tools } from './command.ts'
import { showPatients } from './shown.ts'

export interface Reporting {
  readonly registry: Registry
  readonly log: AccessLog
  readonly tools: Tools
  readonly known: Instant | undefined
  readonly isJson: boolean
}

export async function nysMonth(
  { registry, log, tools, known, isJson }: Reporting,
  month: CalendarMonth,
  asOf: CalendarDay | null,
): Promise<Exit> {
  const period = nysPeriod(month, asOf)
  const enrolled: NysPatient[] = []
  await showPatients(
    registry.dossiers({ by: 'month', month }, known),
    {
      action: 'list',
      what: `measures nys ${month}`,
      of(dossier) {
        const one = nysPatient(dossier, period)
        return one ? [one] : []
      },
      show: async (given) => void enrolled.push(...given),
    },
    { log, tools },
  )
  const report = nysReport(enrolled)
  const rows = nysMeasures.map(({ id, says, unit, target }) => ({
    id,
    number: report[id],
    cells: [
      id,
      says,
      shown(report[id], unit === 'patients' ? 0 : 1),
      ofWhom(report[id]),
      target ?? '',
    ],
  }))
  await print(tools, rows, isJson)
  return 0
}

export async function qualityYear(
  { registry, log, tools, known, isJson }: Reporting,
  { year, asOf, settings }: QualityWanted,
): Promise<Exit> {
  const at = tools.now()
  const members: QualityMember[] = []
  // whoever was in care in the two years before it may have an index whose window lies in it
  const choice = { by: 'open', on: calendarDay(`${year - 2}-01-01`) } as const
  await showPatients(
    registry.dossiers(choice, known),
    {
      action: 'list',
      what: `measures quality ${year}`,
      of: (dossier) => qualityMembers(dossier, year, asOf ?? todayOf(dossier, at), settings),
      show: async (given) => void members.push(...given),
    },
    { log, tools },
  )
  const report = qualityReport(members)
  const rows = qualityRates.map((id) => ({
    id,
    number: report[id],
    cells: [id, shown(report[id], 1), ofWhom(report[id])],
  }))
  await print(tools, rows, isJson)
  return 0
}

interface QualityWanted {
  readonly year: number
  readonly asOf: CalendarDay | null
  readonly settings: QualitySettings
}

interface Reckoned {
  readonly numerator: number
  readonly denominator: number | null
  readonly value: number | null
  readonly patients: readonly { readonly patient_id: string }[]
}
interface Row {
  readonly id: string
  readonly number: Reckoned
  readonly cells: readonly string[]
}

async function print({ out }: Tools, rows: readonly Row[], isJson: boolean): Promise<void> {
  if (isJson)
    return out(JSON.stringify(Object.fromEntries(rows.map((row) => [row.id, written(row.number)]))))
  for (const line of columns(rows.map(({ cells }) => cells))) await out(line)
}

/** As reports have it: `n/a` where there is nothing to divide by; patients by mrn. */
const written = ({ numerator, denominator, value, patients }: Reckoned) => ({
  numerator,
  denominator,
  value: value ?? 'n/a',
  patients: patients.map(({ patient_id: _, ...one }) => one),
})

const shown = ({ value }: Reckoned, decimals: number): string => value?.toFixed(decimals) ?? 'n/a'
const ofWhom = ({ numerator, denominator }: Reckoned): string =>
  denominator === null ? '' : `${numerator}/${denominator}`

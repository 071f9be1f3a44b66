/** The state's report of a month, for whoever is within reach; each number with its patients. */
import { setImmediate as turnOfOthers } from 'node:timers/promises'
import { type CalendarDay, type CalendarMonth, earlierOf, lastDay } from '../domain/calendar.ts'
import { nysMeasures } from '../domain/measures/nys/measures.ts'
import { type NysPatient, nysPatient, nysPeriod } from '../domain/measures/nys/patient.ts'
import { nysReport, nysVersion } from '../domain/measures/nys/report.ts'
import { asSeenBy, holdsSubstanceRecords } from '../domain/permissions.ts'
import type { Patient } from '../domain/records/index.ts'
import type { MeasuresParts } from './measures.ts'
import { memoOver } from './memo.ts'
import { type Asking, isWithinReach, utcDay } from './sight.ts'

type Named = Pick<Patient, 'mrn' | 'family_name' | 'given_name'>

interface Gathered {
  readonly enrolled: readonly NysPatient[]
  readonly named: ReadonlyMap<string, Named>
  readonly substance_use: boolean
}

const [mostMonths, atOnce] = [50, 8]

export function nysMonths(parts: MeasuresParts) {
  const months = memoOver<Gathered>(parts.registry, mostMonths)
  return async (asking: Asking, month: CalendarMonth) => {
    const { person, at, as_of, known_on } = asking
    const last = earlierOf(lastDay(month), as_of ?? utcDay(at))
    const key = JSON.stringify([person, month, last, known_on])
    const { enrolled, named, substance_use } = await months(key, () =>
      gathered(parts, asking, month, last),
    )
    const ids = enrolled.map(({ patient_id }) => patient_id)
    const handles = await parts.handles.handlesOf('patients', ids)
    const report = nysReport(enrolled)
    const seen = {
      month,
      as_of: last,
      version: nysVersion,
      measures: nysMeasures.map(({ id, says, definition, unit, target, benchmark }) => {
        const { patients, ...number } = report[id]
        const about = { id, says, definition, unit, target, benchmark }
        const members = patients.map(({ patient_id, mrn: _, ...one }) => {
          return { patient: handles.get(patient_id) ?? '', ...one }
        })
        return { ...about, ...number, members }
      }),
      patients: ids.map((id) => ({ patient: handles.get(id) ?? '', ...named.get(id)! })), // as gathered
    }
    return { seen, patients: ids, substance_use }
  }
}

async function gathered(
  { registry }: MeasuresParts,
  asking: Asking,
  month: CalendarMonth,
  last: CalendarDay,
): Promise<Gathered> {
  const period = nysPeriod(month, last)
  const enrolled: NysPatient[] = []
  const named = new Map<string, Named>()
  let substance_use = false
  let read = 0
  for await (const whole of registry.dossiers({ by: 'month', month }, asking.known_on)) {
    if (++read % atOnce === 0) await turnOfOthers()
    if (!(await isWithinReach(registry, whole, asking))) continue
    const dossier = asSeenBy(asking.person.role, whole)
    const one = nysPatient(dossier, period)
    if (!one) continue
    const { patient_id, mrn, family_name, given_name } = dossier.patient
    enrolled.push(one)
    named.set(patient_id, { mrn, family_name, given_name })
    substance_use ||= holdsSubstanceRecords(dossier)
  }
  return { enrolled, named, substance_use }
}

/** How the care goes: a month's numbers of whoever is within reach, each with the patients behind it. */
import { setImmediate as turnOfOthers } from 'node:timers/promises'
import {
  type CalendarDay,
  type CalendarMonth,
  earlierOf,
  firstDay,
  lastDay,
} from '../domain/calendar.ts'
import { type Measured, measured, measuresVersion, within } from '../domain/measures/fidelity.ts'
import type { MeasureId, Member, Reckoned, Unit } from '../domain/measures/number.ts'
import { type Followed, followed } from '../domain/measures/panel.ts'
import { asSeenBy, holdsSubstanceRecords } from '../domain/permissions.ts'
import type { Patient } from '../domain/records/index.ts'
import type { Registry } from '../domain/registry.ts'
import { memoOver } from './memo.ts'
import type { Handles } from './people.ts'
import { type Asking, isWithinReach, todayOf, utcDay } from './sight.ts'

export interface MeasuresParts {
  readonly registry: Registry
  readonly handles: Handles
}

export interface MeasuresWanted {
  readonly month: CalendarMonth
  /** Handles. */
  readonly care_manager?: string | undefined
  readonly clinic?: string | undefined
}

interface NumberSeen extends Reckoned {
  readonly id: MeasureId
}
export interface MeasuresSeen {
  readonly month: CalendarMonth
  readonly as_of: CalendarDay
  readonly version: string
  readonly measures: readonly (NumberSeen & {
    readonly says: string
    readonly definition: string
    readonly unit: Unit
    readonly target: string | null
    readonly members: readonly (Member & {
      readonly patient: string
      readonly episode_id: string
    })[]
  })[]
  readonly patients: readonly (Pick<Patient, 'mrn' | 'family_name' | 'given_name'> & {
    readonly patient: string
  })[]
  readonly care_managers: readonly Group[]
  readonly clinics: readonly Group[]
}
interface Group {
  readonly group: string
  readonly name: string
  readonly numbers: readonly NumberSeen[]
}

export interface MeasuresShown {
  readonly seen: MeasuresSeen
  readonly patients: readonly string[]
  readonly substance_use: boolean
}

/** How many months are remembered as long as nothing is written, and who is read at once. */
const [mostMonths, atOnce] = [100, 8]

export function measures(parts: MeasuresParts) {
  const months = memoOver<Gathered>(parts.registry, mostMonths)
  return async (asking: Asking, wanted: MeasuresWanted): Promise<MeasuresShown | undefined> => {
    const { person, at, as_of, known_on } = asking
    const key = JSON.stringify([person, wanted.month, at.slice(0, 13), as_of, known_on])
    const all = await months(key, () => gathered(parts, asking, wanted.month))
    return shown(parts, all, wanted)
  }
}

/** The month of everybody whom the person may meet today. */
interface Gathered {
  readonly all: readonly Followed[]
  readonly substance: ReadonlySet<string>
  readonly as_of: CalendarDay
}

async function gathered(
  { registry }: MeasuresParts,
  asking: Asking,
  month: CalendarMonth,
): Promise<Gathered> {
  const { person, at, known_on } = asking
  const all: Followed[] = []
  const substance = new Set<string>()
  let as_of = earlierOf(lastDay(month), asking.as_of ?? utcDay(at))
  let read = 0
  for await (const whole of registry.dossiers({ by: 'month', month }, known_on)) {
    if (++read % atOnce === 0) await turnOfOthers()
    if (!(await isWithinReach(registry, whole, asking))) continue
    const today = asking.as_of ?? todayOf(whole, at)
    const dossier = asSeenBy(person.role, whole)
    const last = earlierOf(lastDay(month), today)
    if (last < firstDay(month)) continue
    as_of = earlierOf(as_of, last)
    all.push(...followed(dossier, { first: firstDay(month), last }))
    if (holdsSubstanceRecords(dossier)) substance.add(dossier.patient.patient_id)
  }
  return { all, substance, as_of }
}

const idOfManager = ({ row }: Followed): string | undefined => row.team.care_manager?.staff_id
const idOfClinic = ({ row }: Followed): string | undefined => row.clinic?.clinic_id

/** @returns undefined where nobody, or no clinic, has that handle */
async function shown(
  { handles }: MeasuresParts,
  { all, substance, as_of }: Gathered,
  { month, care_manager, clinic }: MeasuresWanted,
): Promise<MeasuresShown | undefined> {
  const manager = care_manager && (await handles.idOfHandle('staff', care_manager))
  const place = clinic && (await handles.idOfHandle('clinics', clinic))
  if ((care_manager && !manager) || (clinic && !place)) return undefined
  const chosen = all
    .filter((one) => !manager || idOfManager(one) === manager)
    .filter((one) => !place || idOfClinic(one) === place)
  const period = { first: firstDay(month), last: as_of }
  const numbers = measured(chosen, period)
  const ids = [...new Set(chosen.map(({ row }) => row.patient_id))]
  const named = await handles.handlesOf('patients', ids)
  const handleOf = ({ row }: Followed): string => named.get(row.patient_id) ?? ''
  const seen: MeasuresSeen = {
    month,
    as_of,
    version: measuresVersion,
    measures: numbers.map((one) => measureSeen(one, handleOf)),
    patients: patientsOf(chosen, handleOf),
    care_managers: await groups(handles, 'staff', numbers, chosen, managerOf),
    clinics: await groups(handles, 'clinics', numbers, chosen, clinicOf),
  }
  return { seen, patients: ids, substance_use: ids.some((id) => substance.has(id)) }
}

const measureSeen = (
  { measure, members, numerator, denominator, value }: Measured,
  handleOf: (one: Followed) => string,
): MeasuresSeen['measures'][number] => ({
  id: measure.id,
  says: measure.says,
  definition: measure.definition,
  unit: measure.unit,
  target: measure.target,
  ...{ numerator, denominator, value },
  members: members.map(({ of, ...member }) => ({
    patient: handleOf(of),
    episode_id: of.row.episode_id,
    ...member,
  })),
})

function patientsOf(chosen: readonly Followed[], handleOf: (one: Followed) => string) {
  const byHandle = new Map(
    chosen.map((one) => {
      const { mrn, family_name, given_name } = one.row
      const patient = handleOf(one)
      return [patient, { patient, mrn, family_name, given_name }] as const
    }),
  )
  return [...byHandle.values()].sort((a, b) => (a.mrn < b.mrn ? -1 : 1))
}

interface Named {
  readonly id: string
  readonly name: string
}
const managerOf = ({ row }: Followed): Named | null => {
  const { care_manager } = row.team
  return care_manager && { id: care_manager.staff_id, name: care_manager.name }
}
const clinicOf = ({ row: { clinic } }: Followed): Named | null =>
  clinic && { id: clinic.clinic_id, name: clinic.name }

async function groups(
  handles: Handles,
  record: 'staff' | 'clinics',
  numbers: readonly Measured[],
  chosen: readonly Followed[],
  groupOf: (one: Followed) => Named | null,
): Promise<readonly Group[]> {
  const names = new Map(
    chosen.flatMap((one) => groupOf(one) ?? []).map(({ id, name }) => [id, name]),
  )
  const named = await handles.handlesOf(record, names.keys())
  return [...names]
    .map(([id, name]) => ({
      group: named.get(id) ?? '',
      name,
      numbers: within(numbers, (one) => groupOf(one)?.id === id),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

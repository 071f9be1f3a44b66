/**
 * An invented clinic of any size as a bundle, the same bytes every time:
 * `node --import tsx test/bench/clinic.ts PATIENTS OUT [MONTHS]`.
 *
 * 80 patients a care manager, four care managers a consultant, a history that ends with October
 * 2026; about 70 rows a patient for 12 months. One in eight lacks something that a claim needs.
 */
import { pathToFileURL } from 'node:url'
import { chance } from '../../db/seed/chance.ts'
import { type RecordName, recordNames } from '../../server/domain/records/index.ts'
import { bundleWriter } from './bundle-writer.ts'
import { activitiesFor, firstPlan, formsFor, reviewsFor } from './clinic-care.ts'
import { endDay, frame, lacks, type Team } from './clinic-frame.ts'
import { isoDay, type Put } from './clinic-rows.ts'

export interface Size {
  readonly patients: number
  readonly months: number
}

export const patientsPerManager = 80
const managersPerConsultant = 4
const managersPerClinic = 5

/** The month after the history's last, counted from 0 in its year. */
const end = { year: 2026, month: 10 }
export const lastMonthOfClinic = '2026-10'

const firstDayOf = (monthsBack: number): number =>
  Date.UTC(end.year, end.month - monthsBack, 1) / 86_400_000

/** Whom a patient belongs to, by number. */
export const teamOf = (number: number): Team => {
  const manager = Math.floor(number / patientsPerManager)
  return {
    manager: `cm${manager}`,
    consultant: `pc${Math.floor(manager / managersPerConsultant)}`,
    practitioner: `bp${Math.floor(number / 40)}`,
    clinic: `c${Math.floor(manager / managersPerClinic)}`,
  }
}

/** Writes every row of the clinic, one patient after the other. */
export function writeClinic({ patients, months }: Size, put: Put): void {
  const managers = Math.ceil(patients / patientsPerManager)
  organization(managers, put)
  weeklyMeetings(managers, months, put)
  const filled = new Map<string, number>()
  for (let number = 0; number < patients; number++) {
    patient(number, months, filled, put)
    // A care manager's days are of no more use once the last of their patients has been written.
    if (number % patientsPerManager === patientsPerManager - 1) filled.clear()
  }
}

/** Who does the month's billing of all these clinics. */
export const biller = 'bs0'

function organization(managers: number, put: Put): void {
  const zones = ['America/New_York', 'America/Denver', 'America/Los_Angeles']
  for (let i = 0; i < Math.ceil(managers / managersPerClinic); i++)
    put('clinics', {
      clinic_id: `c${i}`,
      name: `Clinic ${i}`,
      time_zone: zones[i % 3],
      setting: 'office',
      place_of_service: '11',
    })
  const trained = { qualification: 'Behavioral health training', qualified_from: '2014-02-01' }
  const staff = (staff_id: string, role: string, profession: string, more: object) =>
    put('staff', { staff_id, name: `Staff ${staff_id}`, role, profession, ...more })
  for (let i = 0; i < managers; i++)
    staff(`cm${i}`, 'care_manager', 'nurse', { ...trained, relationship: 'employed' })
  for (let i = 0; i < Math.ceil(managers / managersPerConsultant); i++)
    staff(`pc${i}`, 'psychiatric_consultant', 'physician', {
      ...trained,
      npi: String(1_300_000_000 + i),
      relationship: 'contracted',
      prescriber: true,
    })
  for (let i = 0; i < managers * 2; i++)
    staff(`bp${i}`, 'billing_practitioner', i % 4 ? 'physician' : 'nurse_practitioner', {
      npi: String(1_400_000_000 + i),
      relationship: 'employed',
      prescriber: true,
    })
  staff(biller, 'billing_staff', 'other', { relationship: 'employed' })
  put('payers', { payer_id: 'mc', name: 'Medicare', category: 'medicare', policy: 'cms' })
  put('payers', { payer_id: 'md', name: 'Medicaid', category: 'medicaid_ffs', policy: 'cms' })
  put('payers', { payer_id: 'co', name: 'Whole', category: 'commercial', policy: 'full_time' })
}

function weeklyMeetings(managers: number, months: number, put: Put): void {
  const start = firstDayOf(months)
  const wednesday = start + ((((6 - (start % 7)) % 7) + 7) % 7)
  for (let i = 0; i < managers; i++)
    for (let day = wednesday; day < endDay; day += 7)
      put('meetings', {
        meeting_id: `m${i}-${isoDay(day)}`,
        care_manager_id: `cm${i}`,
        psychiatric_consultant_id: `pc${Math.floor(i / managersPerConsultant)}`,
        started_at: `${isoDay(day)}T12:00`,
        ended_at: `${isoDay(day)}T13:00`,
      })
}

function patient(number: number, months: number, filled: Map<string, number>, put: Put): void {
  const luck = chance(`bench ${number}`)
  const id = `p${number}`
  const team = teamOf(number)
  const lacking = luck.often(0.12) ? luck.pick(lacks) : undefined
  const start = firstDayOf(months)
  const from = start + luck.whole(0, Math.max(0, months * 30 - 60))
  frame({ id, number, from, team, lacking, luck }, put)
  const told = { id, from, until: endDay, team, luck }
  const level = formsFor(told, put)
  const lists = months + 1
  const bounds = Array.from({ length: lists }, (_, i) => firstDayOf(months - i))
  activitiesFor({ ...told, bounds, filled, intervenes: lacking !== 'intervention' }, put)
  firstPlan(told, put)
  if (lacking !== 'review') reviewsFor(told, put)
  if (level < 6)
    put('relapse_plans', {
      relapse_plan_id: `${id}-rp`,
      patient_id: id,
      made_on: isoDay(Math.max(from, endDay - 20)),
      author_id: team.manager,
      warning_signs: 'sleeps badly',
      actions: 'calls the care manager',
    })
}

/** Writes the clinic as a folder of CSV files; says how many rows of each record there are. */
export function writeBundle(size: Size, folder: string): Readonly<Record<RecordName, number>> {
  const writer = bundleWriter(
    folder,
    recordNames.filter((record) => record !== 'policies'),
  )
  writeClinic(size, writer.put)
  return writer.close()
}

const [, script, patients, out, months] = process.argv
if (script && import.meta.url === pathToFileURL(script).href && patients && out) {
  const counts = writeBundle({ patients: Number(patients), months: Number(months ?? 12) }, out)
  process.stdout.write(`${JSON.stringify(counts)}\n`)
}

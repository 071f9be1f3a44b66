/** A small invented clinic as a bundle, to which a test adds the one row that it is about. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openRegistry } from '../../db/index.ts'
import { openStaging } from '../../db/staging/index.ts'
import type { Fault } from '../../server/domain/bundle/fault.ts'
import { fileOf, headerOf } from '../../server/domain/bundle/header.ts'
import type { RecordName } from '../../server/domain/records/index.ts'
import type { Actor, Registry } from '../../server/domain/registry.ts'
import { instant } from '../../server/domain/zone.ts'
import { type ImportOutcome, importBundle } from '../../server/use-cases/bundle-import.ts'
import { openBundle } from '../../server/use-cases/bundle-source.ts'

/** A row as it stands in a file; what is not named is empty. */
export type Cells = Readonly<Record<string, string>>
type Rows = Partial<Record<Exclude<RecordName, 'policies'>, readonly Cells[]>>

const care = { patient_id: 'p1', staff_id: 'cm', modality: 'phone', reached: 'true' }

/** One good row of each record: two clinics in two zones, a patient in each. */
const rows = {
  clinics: [
    {
      clinic_id: 'east',
      name: 'East',
      time_zone: 'America/New_York',
      setting: 'office',
      place_of_service: '11',
    },
    {
      clinic_id: 'west',
      name: 'West',
      time_zone: 'America/Los_Angeles',
      setting: 'office',
      place_of_service: '11',
    },
  ],
  staff: [
    { staff_id: 'cm', name: 'Lena Fischer', role: 'care_manager', relationship: 'employed' },
    { staff_id: 'pc', name: 'Arun Rao', role: 'psychiatric_consultant', prescriber: 'true' },
    { staff_id: 'bp', name: 'Imani Okoro', role: 'billing_practitioner', npi: '1999999984' },
  ],
  payers: [{ payer_id: 'medicare', name: 'Medicare', category: 'medicare', policy: 'cms' }],
  site_numbers: [
    {
      name: 'measure_every',
      effective_from: '2026-02-01',
      value: '21',
      reason: 'the clinical lead: every three weeks',
    },
  ],
  patients: [
    {
      patient_id: 'p1',
      mrn: '0042',
      family_name: 'Morena',
      given_name: 'Rosa',
      birth_date: '1972-03-01',
    },
    {
      patient_id: 'p2',
      mrn: '0043',
      family_name: 'Vega',
      given_name: 'Luis',
      birth_date: '1980-02-29',
    },
  ],
  coverages: [
    {
      coverage_id: 'v1',
      patient_id: 'p1',
      payer_id: 'medicare',
      rank: '1',
      starts_on: '2020-01-01',
    },
  ],
  episodes: [
    {
      episode_id: 'e1',
      patient_id: 'p1',
      clinic_id: 'east',
      model: 'cocm',
      referred_on: '2026-01-05',
      enrolled_on: '2026-01-05',
    },
    {
      episode_id: 'e2',
      patient_id: 'p2',
      clinic_id: 'west',
      model: 'cocm',
      referred_on: '2026-01-05',
      enrolled_on: '2026-01-05',
    },
  ],
  care_team: [{ episode_id: 'e1', role: 'care_manager', staff_id: 'cm', starts_on: '2026-01-05' }],
  episode_phases: [{ episode_id: 'e1', phase: 'active', starts_on: '2026-01-05' }],
  diagnoses: [
    { diagnosis_id: 'd1', patient_id: 'p1', icd10: 'F33.1', rank: '1', recorded_on: '2026-01-05' },
  ],
  visits: [
    {
      visit_id: 'w1',
      patient_id: 'p1',
      practitioner_id: 'bp',
      visit_on: '2026-01-02',
      code: '99214',
    },
  ],
  consents: [
    {
      consent_id: 'k1',
      patient_id: 'p1',
      billing_practitioner_id: 'bp',
      obtained_at: '2026-01-05T08:00',
      mode: 'verbal',
      obtained_by: 'cm',
      consult_permission: 'true',
      cost_sharing_face_to_face: 'true',
      cost_sharing_non_face_to_face: 'true',
    },
  ],
  facility_stays: [
    { stay_id: 'f1', patient_id: 'p1', kind: 'inpatient', admitted_on: '2026-02-01' },
  ],
  authorizations: [
    {
      authorization_id: 'u1',
      patient_id: 'p1',
      payer_id: 'medicare',
      starts_on: '2026-01-01',
      ends_on: '2026-12-31',
    },
  ],
  services: [
    {
      service_id: 'b1',
      patient_id: 'p1',
      code: '99490',
      units: '1',
      service_on: '2026-01-31',
      source: 'own',
    },
  ],
  scores: [
    {
      score_id: 's1',
      patient_id: 'p1',
      instrument: 'phq-9',
      administered_on: '2026-01-05',
      items: '2 2 2 2 2 2 2 2 0',
    },
  ],
  activities: [
    {
      activity_id: 'a1',
      ...care,
      started_at: '2026-01-06T09:00',
      ended_at: '2026-01-06T09:20',
      kind: 'follow_up',
    },
  ],
  care_plans: [
    {
      plan_id: 'l1',
      patient_id: 'p1',
      effective_on: '2026-01-05',
      author_id: 'cm',
      targets: 'PHQ-9 below 5',
    },
  ],
  meetings: [
    {
      meeting_id: 'm1',
      clinic_id: 'east',
      care_manager_id: 'cm',
      psychiatric_consultant_id: 'pc',
      started_at: '2026-01-07T12:00',
    },
  ],
  case_reviews: [
    {
      review_id: 'r1',
      patient_id: 'p1',
      reviewed_on: '2026-01-07',
      psychiatric_consultant_id: 'pc',
      care_manager_id: 'cm',
      recommendation: 'continue current treatment',
      recommends_change: 'false',
    },
  ],
  relapse_plans: [
    {
      relapse_plan_id: 'x1',
      patient_id: 'p1',
      made_on: '2026-05-01',
      author_id: 'cm',
      warning_signs: 'poor sleep',
      actions: 'call',
    },
  ],
} satisfies Rows

type CsvRecord = keyof typeof rows
/** The files of a bundle by name. */
export type Files = Readonly<Record<string, string | Buffer>>

const csv = (record: CsvRecord, cells: readonly Cells[]): string => {
  const header = headerOf(record)
  const line = (row: Cells) => header.map((name) => row[name] ?? '').join(',')
  return [header.join(','), ...cells.map(line)].map((text) => `${text}\n`).join('')
}

/** The whole small clinic. */
export const clinicFiles = (): Files =>
  Object.fromEntries(
    Object.entries(rows).map(([name, cells]) => {
      const record = name as CsvRecord // a key of `rows`
      return [fileOf(record), csv(record, cells)]
    }),
  )

/** The clinic with one more row: its record's first one, with a new key and what is told here. */
export function withRow(record: CsvRecord, ...changes: readonly Cells[]): Files {
  const [first] = rows[record] as readonly Cells[]
  const idColumn = headerOf(record)[0]!
  const added = changes.map((change, i) => ({ ...first, [idColumn]: `new${i}`, ...change }))
  return { ...clinicFiles(), [fileOf(record)]: csv(record, [...rows[record], ...added]) }
}

/** The line of the first row that `withRow` adds. */
export const addedLine = (record: CsvRecord): number => rows[record].length + 2

export const operator: Actor = { who: 'operator:tester', role: 'operator' }
export const noon = instant('2026-11-20T12:00:00.000Z')

export interface Bench {
  readonly folder: string
  readonly registry: Registry
  /** Writes the files as a folder; gives its path. */
  write(files: Files): string
  /** Imports what stands at a path, or these files. */
  take(
    bundle: string | Files,
    more?: { dryRun?: boolean; at?: typeof noon },
  ): Promise<ImportOutcome>
  /** The faults of an import that must be refused. */
  faultsOf(files: Files): Promise<readonly Fault[]>
  close(): Promise<void>
}

/** A registry of its own in a temporary folder. */
export async function openBench(): Promise<Bench> {
  const folder = mkdtempSync(join(tmpdir(), 'cocm-bundle-'))
  const registry = await openRegistry(`file:${join(folder, 'registry.db')}`)
  let bundles = 0
  const write = (files: Files): string => {
    const path = join(folder, `bundle-${bundles++}`)
    mkdirSync(path)
    for (const [name, content] of Object.entries(files)) writeFileSync(join(path, name), content)
    return path
  }
  const take: Bench['take'] = async (bundle, { dryRun = false, at = noon } = {}) => {
    const source = await openBundle(typeof bundle === 'string' ? bundle : write(bundle))
    try {
      return await importBundle({ registry, openStaging }, { source, actor: operator, at, dryRun })
    } finally {
      await source.close()
    }
  }
  return {
    folder,
    registry,
    write,
    take,
    async faultsOf(files) {
      const outcome = await take(files)
      return outcome.outcome === 'refused' ? outcome.faults : []
    },
    async close() {
      await registry.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

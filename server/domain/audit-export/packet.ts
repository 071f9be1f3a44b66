/**
 * What an auditor is handed of one patient-month: the proof as it stood, the audit events of exactly
 * its rows, what became of those rows since, and what would be said today. It is enough to make the
 * determination again, offline.
 */
import type { Determination } from '../billing/determined.ts'
import type { CalendarMonth } from '../calendar.ts'
import { restsOn } from '../claims/evidence.ts'
import { type ClaimProof, judgedDossier } from '../claims/proof.ts'
import type { Dossier } from '../dossier.ts'
import { type AnyRow, type Claim, columnsOf, idOf, type RecordName } from '../records/index.ts'
import type { AuditEvent, Version } from '../registry.ts'
import type { Instant } from '../zone.ts'

/** An event of the audit chain with the hash that it continues: so it can be checked alone. */
export interface ChainedEvent extends AuditEvent {
  readonly previous: string
}

/** A month as it was judged: a claim's proof, or as much of one as a month without a claim has. */
export type Frozen = Pick<
  ClaimProof,
  'form' | 'month' | 'rules_version' | 'determination' | 'evidence' | 'dossier'
>

/** What is known now of a month whose proof is older. */
export interface Since {
  readonly at: Instant
  readonly outcome: Determination['outcome']
  readonly minutes: number
  readonly lines: Determination['lines']
  readonly reasons: Determination['reasons']
  /** Rows that are not what they were, with their columns before and after. */
  readonly changes: readonly {
    readonly record: string
    readonly id: string
    readonly kind: 'amended' | 'added' | 'gone'
    readonly columns: readonly { column: string; before: unknown; after: unknown }[]
  }[]
  readonly says_less: boolean
}

export interface Packet {
  readonly form: 1
  /** Its number within the export: `00001`. */
  readonly name: string
  /** As the claim stands now; null: a month without one, determined when this was made. */
  readonly claim: Claim | null
  /** When what is frozen was known. */
  readonly known_at: Instant
  readonly frozen: Frozen
  readonly events: readonly ChainedEvent[]
  /** Every version of the month's rows that were ever amended, oldest first. */
  readonly versions: readonly Version[]
  readonly since: Since | null
  readonly substance_use: boolean
  /** 42 CFR 2.32, where substance-use records are in it. */
  readonly notice: string | null
  /** Names, numbers and free text are replaced: rows can then not be held against the events. */
  readonly pseudonymized: boolean
}

/** Freezes a month that is no claim, as it is judged now. */
export function frozenNow(whole: Dossier, determination: Determination): Frozen {
  const dossier = judgedDossier(whole)
  const { month, rules_version } = determination
  const evidence = restsOn(dossier, determination)
  return { form: 1, month, rules_version, determination, evidence, dossier }
}

/** A row of the dossier under its record and id. */
export interface NamedRow {
  readonly record: RecordName
  readonly id: string
  readonly row: AnyRow
}

/** The lists of a dossier that hold rows of the registry as they are stored. */
const lists = [
  ...['coverages', 'episodes', 'care_team', 'episode_phases', 'diagnoses', 'visits', 'consents'],
  ...['facility_stays', 'authorizations', 'services', 'scores', 'activities', 'care_plans'],
  ...['case_reviews', 'relapse_plans', 'claims', 'meetings', 'staff', 'clinics', 'payers'],
  'policies',
] as readonly (RecordName & keyof Dossier)[] // each is both

/** Every row that a frozen month is made of, each with what its record's columns hold. */
export function rowsOf(dossier: Dossier): readonly NamedRow[] {
  const rows: NamedRow[] = [named('patients', { ...dossier.patient })]
  for (const record of lists)
    for (const row of (dossier[record] ?? []) as readonly object[])
      rows.push(named(record, { ...row }))
  return rows
}

/** A meeting carries more than its row: only the record's own columns are its row. */
function named(record: RecordName, held: AnyRow): NamedRow {
  const columns = Object.keys(columnsOf[record])
  const row = Object.fromEntries(columns.map((column) => [column, held[column] ?? null]))
  return { record, id: idOf(record, row), row }
}

/** A patient-month to be exported. */
export interface Wanted {
  readonly patient_id: string
  readonly month: CalendarMonth
  readonly claim_id: string | null
}

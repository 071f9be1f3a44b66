/** Puts dossiers together: a bounded number of queries for a batch of patients, whatever its size. */

import type { Dossier, Engagement, PatientRecord } from '../../server/domain/dossier.ts'
import { patientRecords } from '../../server/domain/dossier.ts'
import type {
  Activity,
  AnyRow,
  Claim,
  Episode,
  Patient,
  Payer,
  Policy,
  RecordName,
  Score,
  TeamMember,
  Withdrawal,
} from '../../server/domain/records/index.ts'
import { columnsOf } from '../../server/domain/records/index.ts'
import { elsewhereOf } from './elsewhere.ts'
import { groupedBy } from './grouped.ts'
import { meetingsCoveredIn, meetingsOf } from './meetings.ts'
import { type Run, staffNamed } from './run.ts'
import { rowsBy } from './view.ts'
import { amendedScores, withdrawnFrom } from './withdrawn.ts'

type Grouped = ReadonlyMap<unknown, readonly AnyRow[]>

/** The records by patient, and what surrounds them. */
interface Batch {
  readonly rows: ReadonlyMap<RecordName, Grouped>
  readonly elsewhere: (patientId: string) => readonly Engagement[]
  readonly amendedScores: Grouped
  readonly claims: Grouped
}

/** Dossiers of these patients, in their order. */
export async function dossiersOf(
  run: Run,
  patients: readonly Patient[],
): Promise<readonly Dossier[]> {
  const batch = await batchOf(
    run,
    patients.map(({ patient_id }) => patient_id),
  )
  const dossiers: Dossier[] = []
  for (const patient of patients) dossiers.push(await dossierOf(run, batch, patient))
  return dossiers
}

async function batchOf(run: Run, ids: readonly string[]): Promise<Batch> {
  const rows = new Map<RecordName, Grouped>()
  const episodes = (await rowsBy(run.view, 'episodes', 'patient_id', ids)) as readonly AnyRow[]
  rows.set(
    'episodes',
    groupedBy(episodes, (row) => row['patient_id']),
  )
  const patientOf = new Map(episodes.map((row) => [row['episode_id'], row['patient_id']]))
  const episodeIds = episodes.map((row) => String(row['episode_id']))
  for (const record of patientRecords) {
    if (record === 'episodes') continue
    const isOfEpisode = record === 'care_team' || record === 'episode_phases'
    const found = isOfEpisode
      ? await rowsBy(run.view, record, 'episode_id', episodeIds)
      : await rowsBy(run.view, record, 'patient_id', ids)
    const owner = (row: AnyRow) =>
      isOfEpisode ? patientOf.get(row['episode_id']) : row['patient_id']
    rows.set(record, groupedBy(found, owner))
  }
  const activities = [
    ...(rows.get('activities')?.values() ?? []),
  ].flat() as readonly AnyRow[] as readonly Activity[] // rows of that record
  const onTeams = careManagersIn([...(rows.get('care_team')?.values() ?? [])].flat())
  await meetingsOf(run, [...new Set([...onTeams, ...reviewersIn(activities)])].sort())
  const elsewhere = await elsewhereOf(run, activities)
  const amended = groupedBy(await amendedScores(run.view, ids), (row) => row['patient_id'])
  const claims = groupedBy(
    await rowsBy(run.view, 'claims', 'patient_id', ids),
    (row) => row['patient_id'],
  )
  return { rows, elsewhere, amendedScores: amended, claims }
}

const careManagersIn = (team: readonly AnyRow[]): readonly string[] =>
  [
    ...new Set(
      (team as unknown as readonly TeamMember[]) // rows of care_team
        .filter(({ role }) => role === 'care_manager')
        .map(({ staff_id }) => staff_id),
    ),
  ].sort()

/** Whoever reviewed cases: in a meeting of theirs, whether or not they are on the team. */
const reviewersIn = (activities: readonly Activity[]): readonly string[] =>
  activities.filter(({ kind }) => kind === 'case_review').map(({ staff_id }) => staff_id)

async function dossierOf(run: Run, batch: Batch, patient: Patient): Promise<Dossier> {
  const held = (record: PatientRecord) => batch.rows.get(record)?.get(patient.patient_id) ?? []
  const withdrawals = held('withdrawals') as readonly AnyRow[] as readonly Withdrawal[] // rows of it
  const isGone = withdrawnFrom(withdrawals)
  const standingOf = (record: PatientRecord, rows: readonly AnyRow[]) =>
    withdrawals.length === 0 ? rows : rows.filter((row) => !isGone(record, row))
  const lists: Record<string, readonly AnyRow[]> = {}
  for (const record of patientRecords) lists[record] = standingOf(record, held(record))
  const own = lists as unknown as Pick<Dossier, PatientRecord> // one list for each record
  const withdrawn_scores = [
    ...held('scores').filter((row) => isGone('scores', row)),
    ...(batch.amendedScores.get(patient.patient_id) ?? []),
  ] as readonly AnyRow[] as readonly Score[] // rows and versions of that record
  const managers = careManagersIn(own.care_team)
  const meetings = [
    ...managers.flatMap((id) => run.meetings.get(id) ?? []),
    ...meetingsCoveredIn(run, own, managers),
  ]
  meetings.sort((a, b) => (a.meeting_id < b.meeting_id ? -1 : 1))
  const payers = payersOf(run, own)
  const named = staffIn('meetings', meetings)
  for (const record of patientRecords) staffIn(record, own[record], named)
  return {
    ...own,
    patient,
    withdrawn_scores,
    claims: (batch.claims.get(patient.patient_id) ?? []) as readonly AnyRow[] as readonly Claim[], // rows of claims
    meetings,
    elsewhere: batch.elsewhere(patient.patient_id),
    staff: await staffNamed(run, named),
    clinics: clinicsOf(run, own.episodes, meetings),
    payers,
    policies: policiesOf(run, payers),
    site_numbers: run.site_numbers,
  }
}

const staffColumns = new Map(
  Object.entries(columnsOf).map(([record, columns]) => [
    record,
    Object.entries(columns).flatMap(([name, { refers }]) => (refers === 'staff' ? name : [])),
  ]),
)

/** Whoever a row names, added to those already named. */
function staffIn(record: RecordName, rows: readonly object[], named = new Set<string>()) {
  for (const column of staffColumns.get(record) ?? []) {
    let last: unknown = null
    for (const row of rows as readonly AnyRow[]) {
      // rows of that record; whoever one names is mostly whom the one before named
      const id = row[column]
      if (id !== last && typeof id === 'string') named.add(id)
      last = id
    }
  }
  return named
}

function clinicsOf(run: Run, episodes: readonly Episode[], meetings: Dossier['meetings']) {
  const ids = new Set<string | null>(episodes.map(({ clinic_id }) => clinic_id))
  for (const { clinic_id } of meetings) ids.add(clinic_id)
  return run.clinics.filter(({ clinic_id }) => ids.has(clinic_id))
}

const payersOf = (
  run: Run,
  own: Pick<Dossier, 'coverages' | 'authorizations'>,
): readonly Payer[] => {
  const ids = new Set([...own.coverages, ...own.authorizations].map(({ payer_id }) => payer_id))
  return run.payers.filter(({ payer_id }) => ids.has(payer_id))
}

/** The payers' policies, and those that they are based on. */
function policiesOf(run: Run, payers: readonly Payer[]): readonly Policy[] {
  const names = new Set(payers.map(({ policy }) => policy))
  for (const name of names)
    for (const { policy, based_on } of run.policies)
      if (policy === name && based_on !== null) names.add(based_on) // a set is walked while it grows
  return run.policies.filter(({ policy }) => names.has(policy))
}

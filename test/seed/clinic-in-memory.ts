/** The demo's changes as dossiers, without a store: what a registry would hand to a rule. */
import { demoChanges } from '../../db/seed/index.ts'
import { calendarDay } from '../../server/domain/calendar.ts'
import {
  type CaseloadMeeting,
  type Dossier,
  type Engagement,
  patientRecords,
} from '../../server/domain/dossier.ts'
import type { Activity, RecordName, RowOf } from '../../server/domain/records/index.ts'
import type { Change } from '../../server/domain/registry.ts'
import { momentOf, type TimeZone } from '../../server/domain/zone.ts'

export const shownOn = calendarDay('2026-11-21')

/** Every row of the demo on a day, by record. */
export interface Rows {
  readonly changes: readonly Change[]
  of<R extends RecordName>(record: R): readonly RowOf<R>[]
}

export function rowsOn(today = shownOn): Rows {
  const changes = [...demoChanges(today)]
  const byRecord = grouped(changes, ({ record }) => record)
  const rows = new Map([...byRecord].map(([record, some]) => [record, some.map(({ row }) => row)]))
  return {
    changes,
    // a change holds a row of the record that it names
    of: <R extends RecordName>(record: R) => (rows.get(record) ?? []) as readonly RowOf<R>[],
  }
}

function grouped<T>(all: readonly T[], keyOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const one of all) {
    const known = groups.get(keyOf(one))
    if (known) known.push(one)
    else groups.set(keyOf(one), [one])
  }
  return groups
}

/** One dossier per patient. All of one care manager's patients are in one zone here. */
export function dossiersOf(rows: Rows): readonly Dossier[] {
  const clinics = rows.of('clinics')
  const zoneOf = new Map(clinics.map(({ clinic_id, time_zone }) => [clinic_id, time_zone]))
  const activities = rows.of('activities')
  const meetings = rows.of('meetings').map((meeting): CaseloadMeeting => {
    const time_zone = zoneOf.get(meeting.clinic_id ?? '')!
    return { ...meeting, time_zone, case_review_seconds: reviewed(meeting, activities, time_zone) }
  })
  const sameDay = grouped(activities, dayOfStaff)
  const byPatient = ownersOf(rows)
  const withdrawn = new Set(rows.of('withdrawals').map(({ row_id }) => row_id))
  const common = {
    staff: rows.of('staff'),
    clinics,
    payers: rows.of('payers'),
    policies: rows.of('policies'),
    site_numbers: rows.of('site_numbers'),
  }
  return rows.of('patients').map((patient) => {
    const own = byPatient(patient.patient_id)
    const team = new Set(own.care_team.map(({ staff_id }) => staff_id))
    const zone = zoneOf.get(own.episodes[0]!.clinic_id)!
    return {
      ...common,
      ...own,
      scores: own.scores.filter(({ score_id }) => !withdrawn.has(score_id)),
      withdrawn_scores: own.scores.filter(({ score_id }) => withdrawn.has(score_id)),
      claims: [],
      patient,
      meetings: meetings.filter(({ care_manager_id }) => team.has(care_manager_id)),
      elsewhere: elsewhere(own.activities, sameDay, zone),
    }
  })
}

/** Nobody works past midnight here: whoever overlaps does so on one day. */
const dayOfStaff = ({ staff_id, started_at }: Activity): string =>
  `${staff_id} ${started_at.slice(0, 10)}`

type OwnRows = Pick<Dossier, (typeof patientRecords)[number]>

/** The rows of one patient, each record by its name. */
function ownersOf(rows: Rows): (patientId: string) => OwnRows {
  const patientOf = new Map(
    rows.of('episodes').map(({ episode_id, patient_id }) => [episode_id, patient_id]),
  )
  const groups = patientRecords.map((record) => {
    const all: readonly RowOf<typeof record>[] = rows.of(record)
    return [
      record,
      grouped(all, (row) =>
        'patient_id' in row ? row.patient_id : patientOf.get(row.episode_id)!,
      ),
    ] as const
  })
  return (patientId) =>
    // one entry for each patient record
    Object.fromEntries(
      groups.map(([record, group]) => [record, group.get(patientId) ?? []]),
    ) as unknown as OwnRows
}

function reviewed(
  meeting: RowOf<'meetings'>,
  activities: readonly Activity[],
  zone: TimeZone,
): number {
  const { ended_at, started_at, care_manager_id } = meeting
  if (ended_at === null) return 0
  return activities
    .filter(({ kind, staff_id }) => kind === 'case_review' && staff_id === care_manager_id)
    .filter((one) => one.started_at >= started_at && one.ended_at <= ended_at)
    .reduce((sum, one) => sum + momentOf(one.ended_at, zone) - momentOf(one.started_at, zone), 0)
}

function elsewhere(
  own: readonly Activity[],
  sameDay: ReadonlyMap<string, readonly Activity[]>,
  zone: TimeZone,
): readonly Engagement[] {
  return own.flatMap((mine) =>
    (sameDay.get(dayOfStaff(mine)) ?? [])
      .filter(
        (one) =>
          one.staff_id === mine.staff_id &&
          one.patient_id !== mine.patient_id &&
          one.started_at < mine.ended_at &&
          mine.started_at < one.ended_at,
      )
      .map(({ staff_id, kind, started_at, ended_at }) => ({
        staff_id,
        kind,
        from: momentOf(started_at, zone),
        to: momentOf(ended_at, zone),
      })),
  )
}

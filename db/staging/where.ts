/** Where staged patients, clinics and care managers are: their time zones. */
import type Database from 'better-sqlite3'
import type { StagedEpisode, Staging } from '../../server/domain/bundle/staging.ts'
import type { TimeZone } from '../../server/domain/zone.ts'
import { ensureIndex } from './tables.ts'

type Where = Pick<Staging, 'clinicZones' | 'episodesOf' | 'zoneOfClinic' | 'zoneOfCareManager'>

interface Zoned {
  readonly time_zone: TimeZone
}

/** Statements are prepared at the first question, when the files they look into are staged. */
export function where(db: Database.Database): Where {
  const prepared = new Map<string, Database.Statement>()
  const statement = (sql: string): Database.Statement => {
    const known = prepared.get(sql) ?? db.prepare(sql)
    prepared.set(sql, known)
    return known
  }
  // each statement selects the fields of the type that it is read as
  return {
    clinicZones: () =>
      (statement(zones).all() as readonly Zoned[]).map(({ time_zone }) => time_zone),
    episodesOf(patientId) {
      if (!prepared.has(episodes)) {
        ensureIndex(db, 'episodes', ['patient_id'])
        ensureIndex(db, 'clinics', ['clinic_id'])
      }
      return statement(episodes).all(patientId) as readonly StagedEpisode[]
    },
    zoneOfClinic: (clinicId) => (statement(ofClinic).get(clinicId) as Zoned | undefined)?.time_zone,
    zoneOfCareManager(staffId) {
      if (!prepared.has(ofCareManager)) {
        ensureIndex(db, 'care_team', ['staff_id'])
        ensureIndex(db, 'episodes', ['episode_id'])
      }
      return (statement(ofCareManager).get(staffId) as Zoned | undefined)?.time_zone
    },
  }
}

const zones = 'select distinct time_zone from clinics where time_zone is not null'

const episodes = `
  select e.episode_id, e.clinic_id, e.referred_on, e.closed_on, c.time_zone
  from episodes e join clinics c on c.clinic_id = e.clinic_id and c.time_zone is not null
  where e.patient_id = ? and e.referred_on is not null order by e.referred_on, e.episode_id`

const ofClinic = 'select time_zone from clinics where clinic_id = ? and time_zone is not null'

/** The clinic of most of the care manager's patients; of equally many, the first by id. */
const ofCareManager = `
  select c.time_zone from care_team t
  join episodes e on e.episode_id = t.episode_id
  join clinics c on c.clinic_id = e.clinic_id
  where t.staff_id = ? and t.role = 'care_manager' and c.time_zone is not null
  group by c.clinic_id order by count(distinct e.patient_id) desc, c.clinic_id limit 1`

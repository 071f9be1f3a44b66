/** Where patients are, so that their local times become moments. */
import { type Whereabouts, zoneOn } from '../../server/domain/episode-zone.ts'
import type { Episode } from '../../server/domain/records/index.ts'
import {
  dayOfTime,
  type LocalTime,
  type Moment,
  momentOf,
  type TimeZone,
} from '../../server/domain/zone.ts'
import type { Run } from './run.ts'
import { rowsBy } from './view.ts'

/** The zone of a patient's row with this local time. */
export type ZoneAt = (patientId: string, time: LocalTime) => TimeZone

/** Knows the places of these patients; nobody's need be asked where all clinics share a zone. */
export async function placesOf(run: Run, patientIds: Iterable<string>): Promise<ZoneAt> {
  const [only, ...more] = new Set(run.clinics.map(({ time_zone }) => time_zone))
  if (only && more.length === 0) return () => only
  const rows = await rowsBy(run.view, 'episodes', 'patient_id', [...new Set(patientIds)])
  const places = new Map<string, Whereabouts & { episodes: Episode[] }>()
  for (const episode of rows as unknown as readonly Episode[]) {
    const place = places.get(episode.patient_id) ?? { episodes: [], clinics: run.clinics }
    place.episodes.push(episode)
    places.set(episode.patient_id, place)
  }
  const settled = new Map([...places].map(([id, place]) => [id, onlyZone(place) ?? place]))
  return (patientId, time) => {
    const place = settled.get(patientId) ?? { episodes: [], clinics: [] }
    return typeof place === 'string' ? place : zoneOn(place, dayOfTime(time))
  }
}

/** Most patients were only ever in one zone. */
function onlyZone({ episodes, clinics }: Whereabouts): TimeZone | undefined {
  const ids = new Set(episodes.map(({ clinic_id }) => clinic_id))
  const zones = new Set(
    clinics.filter(({ clinic_id }) => ids.has(clinic_id)).map(({ time_zone }) => time_zone),
  )
  return zones.size === 1 ? [...zones][0] : undefined
}

export const momentAt = (zoneAt: ZoneAt, patientId: string, time: LocalTime): Moment =>
  momentOf(time, zoneAt(patientId, time))

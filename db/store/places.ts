/** Where patients are, so that their local times become moments. */
import { asc } from 'drizzle-orm'
import { among, query } from '#dialect'
import { type Whereabouts, zoneOn } from '../../server/domain/episode-zone.ts'
import type { Episode } from '../../server/domain/records/index.ts'
import {
  dayOfTime,
  type LocalTime,
  type Moment,
  momentOf,
  type TimeZone,
} from '../../server/domain/zone.ts'
import { episodes } from '../schema/index.ts'
import type { Run, Zones } from './run.ts'
import { rowsBy, type View } from './view.ts'

/** The zone of a patient's row with this local time. */
export type ZoneAt = (patientId: string, time: LocalTime) => TimeZone

/** Knows the places of these patients; nobody's need be asked where all clinics share a zone. */
export async function placesOf(run: Run, patientIds: Iterable<string>): Promise<ZoneAt> {
  const { only } = run.zones
  if (only) return () => only
  const places = new Map<string, Whereabouts & { episodes: Stay[] }>()
  for (const episode of await staysOf(run.view, [...new Set(patientIds)])) {
    const place = places.get(episode.patient_id) ?? { episodes: [], clinics: run.clinics }
    place.episodes.push(episode)
    places.set(episode.patient_id, place)
  }
  const settled = new Map(
    [...places].map(([id, place]) => [id, onlyZone(run.zones, place.episodes) ?? place]),
  )
  return (patientId, time) => {
    const place = settled.get(patientId) ?? { episodes: [], clinics: [] }
    return typeof place === 'string' ? place : zoneOn(place, dayOfTime(time))
  }
}

/** What of an episode says where its patient was. */
type Stay = Pick<Episode, 'patient_id' | 'episode_id' | 'clinic_id' | 'referred_on' | 'closed_on'>

const stayFields = {
  patient_id: episodes.patient_id,
  episode_id: episodes.episode_id,
  clinic_id: episodes.clinic_id,
  referred_on: episodes.referred_on,
  closed_on: episodes.closed_on,
}
const stays = query<Stay>(stayFields, (db) =>
  db
    .select(stayFields)
    .from(episodes)
    .where(among(episodes.patient_id, 'list'))
    .orderBy(asc(episodes.patient_id), asc(episodes.episode_id)),
)

async function staysOf(view: View, list: readonly string[]): Promise<readonly Stay[]> {
  if (view.known === null) return list.length === 0 ? [] : view.session.rows(stays, { list })
  return (await rowsBy(view, 'episodes', 'patient_id', list)) as unknown as readonly Stay[] // of episodes
}

/** Most patients were only ever in one zone. */
export function onlyZone(
  { of }: Zones,
  stays: readonly Pick<Stay, 'clinic_id'>[],
): TimeZone | undefined {
  const zones = new Set(stays.flatMap(({ clinic_id }) => of.get(clinic_id) ?? []))
  return zones.size === 1 ? [...zones][0] : undefined
}

export const momentAt = (zoneAt: ZoneAt, patientId: string, time: LocalTime): Moment =>
  momentOf(time, zoneAt(patientId, time))

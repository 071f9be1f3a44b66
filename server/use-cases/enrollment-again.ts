/**
 * A patient who comes back: a new episode on the same chart, in one commit. Whatever a break in care
 * has ended by itself is written down with it, as billing.md 5 asks of the next writing.
 */
import type { Dossier } from '../domain/dossier.ts'
import { spansOf } from '../domain/episode.ts'
import type { Shortfall } from '../domain/evidence.ts'
import { type AnyRow, type Episode, idOf } from '../domain/records/index.ts'
import type { Change, Receipt } from '../domain/registry.ts'
import { hasWritten, unlessStale, type Writing } from './deciding.ts'
import type { Enrolled, EnrolledPatient } from './enrollment.ts'
import {
  changeOf,
  changesOf,
  type EnrollmentParts,
  episodeIn,
  idsFor,
  type Making,
  making,
  mayAdd,
  rowFaults,
  type SentEpisode,
  whereabouts,
} from './enrollment-rows.ts'
import type { Versions } from './lookups.ts'
import { coversIn, isWithinReach, look, type Sight } from './sight.ts'

export type EnrolledAgain =
  | Exclude<Enrolled, { outcome: 'duplicate_mrn' }>
  | { readonly outcome: 'unseen'; readonly patient_id: string | null }
  | { readonly outcome: 'refused'; readonly shortfall: Shortfall }
  | { readonly outcome: 'stale' }

/** How often it is decided anew where others write the same chart at the same time. */
const tries = 4

export const enrollmentAgain =
  (parts: EnrollmentParts) =>
  async (patient: string, sent: SentEpisode, writing: Writing): Promise<EnrolledAgain> => {
    for (let turn = 1; turn <= tries; turn++) {
      const done = await enrolledOnce(parts, patient, sent, writing)
      if (done.outcome !== 'stale') return done
    }
    return { outcome: 'stale' }
  }

export type EnrollmentAgain = ReturnType<typeof enrollmentAgain>

async function enrolledOnce(
  parts: EnrollmentParts,
  patient: string,
  sent: SentEpisode,
  writing: Writing,
): Promise<EnrolledAgain> {
  const known = await parts.handles.idOfHandle('patients', patient)
  // versions are read first: a row changed in between is then refused as stale
  const versions = known === undefined ? {} : await parts.lookups.versions(known)
  const looked = await look(parts, patient, writing.asking)
  if (looked.outcome === 'unseen') return looked
  const { sight } = looked
  // an emergency opens a chart, and makes nobody's patient of anybody
  const covers = await coversIn(parts.registry)
  if (!(await isWithinReach(parts.registry, sight.dossier, writing.asking, covers)))
    return { outcome: 'forbidden' }
  const { patient_id } = sight.dossier.patient
  const made = await making(parts, sent, patient_id, writing, idsFor(parts, writing))
  if (!mayAdd(made)) return { outcome: 'forbidden' }
  const running = openEpisode(sight.dossier, episodeIn(made))
  if (running) return { outcome: 'refused', shortfall: stillOpen(running) }
  const judged = await changesFor(parts, made, sight, versions)
  if ('outcome' in judged) return judged
  const receipt = await unlessStale(
    parts.registry.commit({
      ...writing.commit,
      changes: judged.changes,
      reason: 'enrolled again',
      decidedOn: { patient_id, digest: sight.digest },
    }),
  )
  return receipt ? enrolled(patient, patient_id, receipt) : { outcome: 'stale' }
}

const enrolled = (patient: string, patient_id: string, receipt: Receipt): EnrolledPatient => ({
  outcome: 'enrolled',
  patient,
  patient_id,
  now: hasWritten(receipt),
})

async function changesFor(
  parts: EnrollmentParts,
  made: Making,
  { dossier }: Sight,
  versions: Versions,
): Promise<Extract<Enrolled, { outcome: 'faulty' }> | { readonly changes: readonly Change[] }> {
  const row = episodeIn(made)
  const others = dossier.episodes.filter((one) => one.episode_id !== row['episode_id'])
  const episode = row as unknown as Episode // its columns are checked beside
  const chart = { ...dossier, episodes: [...others, episode] }
  const where = {
    clinics: [...dossier.clinics, ...made.clinics],
    episodes: [...others, whereabouts(row)],
  }
  const faults = await rowFaults(parts, made, chart, where)
  if (faults.length > 0) return { outcome: 'faulty', faults }
  const broken = brokenBefore(dossier, episode).map((one) => {
    const ended: AnyRow = { ...one }
    return changeOf('episodes', ended, versions['episodes']?.[idOf('episodes', ended)] ?? 1)
  })
  return { changes: [...broken, ...changesOf(made, where)] }
}

/** Episodes as they ran up to the new referral, without the new row itself. */
const ranBefore = (dossier: Dossier, { episode_id, model, referred_on }: Episode) =>
  spansOf(
    { ...dossier, episodes: dossier.episodes.filter((one) => one.episode_id !== episode_id) },
    referred_on,
  ).filter((span) => span.model === model)

/** An episode of the same model that neither a closing nor a break has ended. */
function openEpisode(dossier: Dossier, row: AnyRow): Episode | undefined {
  const episode = row as unknown as Episode // only its model and its days are looked at
  return ranBefore(dossier, episode).find(
    ({ closes_on }) => closes_on === null || closes_on > episode.referred_on,
  )?.row
}

const stillOpen = ({ referred_on }: Episode): Shortfall => ({
  reason: 'episode-open',
  message: `An episode of the same model is open since ${referred_on}.`,
  remedy:
    'Go on in it, or close it first; a referral on a later day than its closing is a new one.',
})

/** Rows without a closing day whose last stretch ended in a break: closed on the day it ended. */
const brokenBefore = (dossier: Dossier, episode: Episode): readonly Episode[] => {
  const spans = ranBefore(dossier, episode)
  return dossier.episodes.flatMap((row) => {
    const last = spans.findLast((span) => span.row.episode_id === row.episode_id)
    if (row.closed_on !== null || !last || last.closes_on === null) return []
    return [{ ...row, closed_on: last.closes_on, close_reason: last.close_reason }]
  })
}

/** Whether an episode had ended by itself before the next one of its model started. */
import type { Dossier } from '../dossier.ts'
import { spansOf } from '../episode.ts'
import type { EpisodePair } from './staging.ts'

/**
 * Six empty calendar months end an episode without a closing day (billing.md 5); then the next row
 * may start. Judged on the patient's records as they would be after the import, without the later
 * row itself.
 */
export function endedByBreak(dossier: Dossier, { earlier, later }: EpisodePair): boolean {
  if (earlier.closed_on !== null) return false
  const episodes = dossier.episodes.filter(({ episode_id }) => episode_id !== later.episode_id)
  const span = spansOf({ ...dossier, episodes }, later.referred_on).findLast(
    ({ row }) => row.episode_id === earlier.episode_id,
  )
  return span !== undefined && span.closes_on !== null
}

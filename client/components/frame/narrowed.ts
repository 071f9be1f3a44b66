/** The worklist within a scope. */
import type { WorklistView } from '../../../server/contract/caseload.ts'
import { type Placed, placedIn } from './scope.ts'

export function narrowed(
  { items, rows }: WorklistView,
  within: (row: Placed) => boolean,
): WorklistView {
  const kept = rows.filter(({ row }) => within(placedIn(row)))
  const episodes = new Set(kept.map(({ row }) => row.episode_id))
  return { rows: kept, items: items.filter(({ episode_id }) => episodes.has(episode_id)) }
}

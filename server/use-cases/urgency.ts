/**
 * How long a positive self-harm answer has waited, from the moment it was written down, and whether
 * anybody has acted on it. It is due the same day; nobody's move within an hour makes it the
 * consultant's and the practitioner's as well (review.md).
 */
import type { WorklistItem } from '../domain/caseload/index.ts'
import type { Registry } from '../domain/registry.ts'
import type { Instant } from '../domain/zone.ts'

export interface Urgency {
  /** Null: nothing that waits by the minute. */
  readonly raised_at: Instant | null
  /** A crisis or safety contact, or an assessment, is recorded since; it may lack its disposition. */
  readonly acknowledged: boolean
}

const ordinary: Urgency = { raised_at: null, acknowledged: false }

export async function urgencyOf(
  { history }: Pick<Registry, 'history'>,
  { kind, because, row }: WorklistItem,
): Promise<Urgency> {
  const isIt = ({ id, because: why }: (typeof row.flags)[number]) => id === 'S1' && why === because
  const flag = kind === 'safety' ? row.flags.find(isIt) : undefined
  const score = flag?.inputs.find(({ record }) => record === 'scores')
  if (!flag || !score) return ordinary
  const [first] = await history('scores', score.id)
  const acknowledged = flag.inputs.some(
    ({ record }) => record === 'activities' || record === 'risk_assessments',
  )
  return { raised_at: first?.at ?? null, acknowledged }
}

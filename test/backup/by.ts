/** Who commits in these tests, when and why. */
import { instant } from '../../server/domain/zone.ts'

export const by = {
  actor: { who: 'operator:test', role: 'operator' },
  at: instant('2026-11-21T10:00:00.000Z'),
  reason: 'said so',
} as const

/** Screens for alcohol and drugs: substance-use data under 42 CFR Part 2. */
import { instrument, item, items } from './define.ts'

/**
 * Positive at 4 for men and 3 for women. Where the sex is not known the lower threshold holds:
 * asking once too often is the smaller mistake.
 */
export const auditC = instrument({
  slug: 'audit-c',
  name: 'AUDIT-C',
  items: items(3, 4),
  cutoff: { from: 3, male: 4 },
  substanceUse: true,
  loinc: { panel: '72109-2', total: '75626-2', answers: null },
  rights: 'Free; score only until its official text is added.',
})

/** Item 3 is reversed: "no" scores. */
export const dast10 = instrument({
  slug: 'dast-10',
  name: 'DAST-10',
  items: [...items(2, 1), item(1, { reversed: true }), ...items(7, 1)],
  substanceUse: true,
  loinc: { panel: null, total: '82667-7', answers: null },
  rights: 'Score only until cleared.',
})

/** What is known of the self-harm questions of a form: those in its items and those beside it. */
import type { Answers } from './answers.ts'
import type { Instrument } from './instrument.ts'

/** Not asked is not negative. */
export type Asked = 'negative' | 'positive' | 'not_asked'

/**
 * Sets `item9` and `safety` where the instrument has them. An answer of 1 or more is positive
 * wherever it stands and whatever else is blank; negative only where every question was answered;
 * anything else is not asked. Nothing is imputed.
 * @param answers to the items; null where only a total is held
 * @param beside as parseSafetyItems reads them: the supplements, or the own items and then those
 */
export function judgeSelfHarm(
  { items, supplements, item9 }: Instrument,
  answers: Answers | null,
  beside: Answers,
  into: { item9?: Asked; safety?: Asked },
): void {
  const holdsOwn = beside.length > supplements.length
  let own = 0
  let safety: Asked | null = null
  for (let i = 0; i < items.length; i++) {
    if (!items[i]!.selfHarm) continue
    const asked = graver(answers?.[i] ?? null, holdsOwn ? (beside[own] ?? null) : null)
    own++
    if (i === item9) into.item9 = asked
    safety = together(safety, asked)
  }
  const first = holdsOwn ? own : 0
  for (let i = 0; i < supplements.length; i++)
    safety = together(safety, graver(beside[first + i] ?? null, null))
  if (safety !== null) into.safety = safety
}

/** One question, answered in one of two places or in both. */
function graver(a: number | null, b: number | null): Asked {
  if (a === null && b === null) return 'not_asked'
  return (a ?? 0) > 0 || (b ?? 0) > 0 ? 'positive' : 'negative'
}

/** One positive outweighs all; one not asked outweighs a negative. */
function together(a: Asked | null, b: Asked): Asked {
  if (a === null || a === b) return b
  if (a === 'positive' || b === 'positive') return 'positive'
  return 'not_asked'
}

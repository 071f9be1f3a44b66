/** The list that a patient was opened from: in memory, so that one can go on to the next patient. */
import { useEffect } from 'react'
import { keep, useKept } from '../kept.ts'

export interface Walker {
  /** The patient's handle. */
  readonly patient: string
  readonly name: string
  /** One more line about them: why they are listed, or how they stand. */
  readonly says: string
}

export interface Walk {
  /** The screen that it stands on: the way back. */
  readonly from: string
  readonly title: string
  readonly patients: readonly Walker[]
}

const name = 'walk'

/** A list tells whom it shows, in its own order; the last list that was seen is the one to walk. */
export function useWalked(
  from: string,
  title: string,
  patients: () => readonly Walker[],
  shown: unknown,
): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the rows are made of what is shown
  useEffect(() => {
    keep(name, { from, title, patients: once(patients()) } satisfies Walk)
  }, [from, title, shown])
}

/** Who stands in a list twice is walked past once. */
function once(all: readonly Walker[]): readonly Walker[] {
  const seen = new Set<string>()
  return all.filter(({ patient }) => !seen.has(patient) && seen.add(patient))
}

/** The walk that this patient is part of; null: they were opened from elsewhere. */
export function useWalk(patient: string): { readonly walk: Walk; readonly at: number } | null {
  const [walk] = useKept<Walk | null>(name, null)
  const at = walk?.patients.findIndex((one) => one.patient === patient) ?? -1
  return walk && at >= 0 ? { walk, at } : null
}

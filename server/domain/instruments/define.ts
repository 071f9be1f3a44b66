/** Short hands for writing an instrument down: only what is said differs from what is silent. */
import type { Instrument, InstrumentSlug, Item } from './instrument.ts'

type Said = { readonly slug: InstrumentSlug; readonly name: string; readonly rights: string }

const silent: Omit<Instrument, keyof Said> = {
  items: [],
  supplements: [],
  item9: null,
  totals: true,
  highestTotal: null,
  missingAllowed: 0,
  bands: [],
  cutoff: null,
  algorithm: null,
  risk: null,
  remissionBelow: null,
  change: { importantFrom: null, reliableFrom: null },
  stateMeasure: null,
  substanceUse: false,
  loinc: null,
  credit: null,
  wordings: {},
}

/** An instrument; what is not said is absent, and its highest total follows from its items. */
export function instrument(said: Said & Partial<Instrument>): Instrument {
  const items = said.items ?? []
  const sum = items.length > 0 ? items.reduce((points, { highest }) => points + highest, 0) : null
  return { ...silent, highestTotal: (said.totals ?? true) ? sum : null, ...said }
}

/** One question answered from 0 to `highest`. */
export const item = (highest: number, more: Partial<Item> = {}): Item => ({
  highest,
  reversed: false,
  selfHarm: false,
  loinc: null,
  ...more,
})

/** So many questions alike. */
export const items = (count: number, highest: number): readonly Item[] =>
  Array.from({ length: count }, () => item(highest))

/** Questions alike, by their LOINC codes. */
export const coded = (highest: number, codes: readonly string[]): readonly Item[] =>
  codes.map((loinc) => item(highest, { loinc }))

/**
 * A rating scale is data: what it asks, how it adds up, what its numbers mean and who may print it.
 * One scorer serves all of them; nothing else in the program knows a cutoff.
 *
 * Numbers and texts come from the specification of instruments. What it does not give is null or
 * absent here: nobody translates, recalls or invents a question, a band or a code.
 */

export const instrumentSlugs = [
  'phq-9',
  'gad-7',
  'phq-2',
  'gad-2',
  'phq-9m',
  'audit-c',
  'dast-10',
  'pcl-5',
  'c-ssrs-screener',
  'epds',
  'isi',
  'mdq',
  'psc-17',
  'scared',
  'smfq',
  'vanderbilt',
] as const
export type InstrumentSlug = (typeof instrumentSlugs)[number]

/** One question, answered with a whole number from 0 to `highest`. */
export interface Item {
  readonly highest: number
  /** It scores `highest` minus the answer. */
  readonly reversed: boolean
  /** It asks about death or self-harm: an answer of 1 or more reaches a person the same day. */
  readonly selfHarm: boolean
  readonly loinc: string | null
}

/** A severity, from this total up to where the next band begins. */
export interface Band {
  readonly from: number
  readonly band: string
}

/** Positive from this total on; `male` where men have a threshold of their own. */
export interface Cutoff {
  readonly from: number
  readonly male?: number
}

/** A diagnostic hint counted over items (PHQ-9): never a diagnosis, complete forms only. */
export interface Algorithm {
  /** The answer from which each item counts, by position. */
  readonly countsFrom: readonly number[]
  /** One of these items must be among those that count. */
  readonly cardinal: readonly number[]
  readonly majorFrom: number
  readonly otherFrom: number
}

/** A screener whose answers give a level of risk and no total (C-SSRS). */
export interface RiskLevels {
  /** These items are asked only where the answer to item `unless` is yes. */
  readonly skipped: readonly number[]
  readonly unless: number
  /** From the gravest; a level is reached where any of its items has at least that answer. */
  readonly levels: readonly {
    readonly band: string
    readonly any: readonly { readonly item: number; readonly from: number }[]
  }[]
  readonly otherwise: string
}

/** How a change of the total is judged; null where nobody gave this project a definition. */
export interface Change {
  /** Points of drop from which a change is clinically important. */
  readonly importantFrom: number | null
  /** Points of change, either way, that exceed the scale's own noise. */
  readonly reliableFrom: number | null
}

/**
 * New York State, Office of Mental Health (2025): from which baseline improvement is asked for, and
 * what it is: a drop of `points`, or, without `points`, half of the baseline or a total `below`.
 */
export interface StateMeasure {
  readonly elevatedFrom: number
  readonly points: number | null
  readonly below: number | null
}

export interface Loinc {
  readonly panel: string | null
  readonly total: string | null
  /** The answers' codes, 0 upwards. */
  readonly answers: readonly string[] | null
  /** Codes that mean an answer too, as other systems send them. */
  readonly aliases?: Readonly<Record<string, number>>
  readonly difficulty?: { readonly question: string; readonly answers: readonly string[] }
}

export type Language = 'en' | 'es'

/** An instrument's official wording in one language. */
export interface Wording {
  readonly asks: string
  readonly items: readonly string[]
  readonly answers: readonly string[]
  /** Kept with the score, not part of it. */
  readonly difficulty: { readonly asks: string; readonly answers: readonly string[] } | null
}

export interface Instrument {
  readonly slug: InstrumentSlug
  readonly name: string
  /** Empty where only a total is entered. */
  readonly items: readonly Item[]
  /** Self-harm questions outside the total; their answers are kept in `safety_items`. */
  readonly supplements: readonly Item[]
  /** Position of "item 9", which is never imputed; null where there is none. */
  readonly item9: number | null
  /** Whether the answers add up to a total at all. */
  readonly totals: boolean
  /** The highest total there is; null: not known here, any whole number is taken. */
  readonly highestTotal: number | null
  /** How many blanks a total is still prorated over. */
  readonly missingAllowed: number
  readonly bands: readonly Band[]
  readonly cutoff: Cutoff | null
  readonly algorithm: Algorithm | null
  readonly risk: RiskLevels | null
  /** In remission below this total; null: no definition of remission. */
  readonly remissionBelow: number | null
  readonly change: Change
  readonly stateMeasure: StateMeasure | null
  /** Its answers are substance-use data (42 CFR Part 2). */
  readonly substanceUse: boolean
  readonly loinc: Loinc | null
  /** What we may do with its text, in a sentence. */
  readonly rights: string
  /** The line that must stand wherever the text is shown. */
  readonly credit: string | null
  /** Official wording that we hold and may show; none: score only. */
  readonly wordings: Readonly<Partial<Record<Language, Wording>>>
}

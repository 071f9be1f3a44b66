/** One line of the timeline. */
export const happeningKinds = [
  'scores',
  'contacts',
  'reviews',
  'treatment',
  'risk',
  'other work',
  'enrollment',
] as const
export type HappeningKind = (typeof happeningKinds)[number]

export interface Happening {
  readonly id: string
  /** A day or a local time. */
  readonly at: string
  readonly kind: HappeningKind
  readonly says: string
  readonly detail: string | null
  /** A staff_id. */
  readonly who: string | null
}

/** Before its kind is said. */
export type Told = Omit<Happening, 'kind'>
export const all = (kind: HappeningKind, told: readonly (Told | false)[]): readonly Happening[] =>
  told.filter((one) => one !== false).map((one) => ({ ...one, kind }))

/** What there is to say, in one line. */
export const joined = (...parts: readonly (string | null | false)[]): string =>
  parts.filter(Boolean).join(' · ')

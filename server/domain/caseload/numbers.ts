/**
 * The numbers of the caseload's rules: what each is, and on whose word. A site may change any of
 * them from a day on (`site_numbers`); these hold where it has not.
 */

export interface Default {
  readonly value: number
  readonly unit: 'days' | 'weeks' | 'months' | 'points' | 'percent' | 'minutes' | 'times'
  readonly source: string
}

const number = (value: number, unit: Default['unit'], source: string): Default => ({
  value,
  unit,
  source,
})

/** review.md, as of November 2026; where that names a measure of the field, it is named too. */
export const caseloadDefaults = {
  early_contact_amber: number(14, 'days', 'review.md C1'),
  early_contact_red: number(28, 'days', 'review.md C1; AIMS fidelity: contact in 28 days'),
  reassess_high_after: number(7, 'days', 'review.md S4'),
  reassess_moderate_after: number(14, 'days', 'review.md S4'),
  reassess_low_after: number(30, 'days', 'review.md S4'),
  contact_amber_after: number(1, 'days', 'review.md C2'),
  contact_red_after: number(7, 'days', 'review.md C2'),
  unreached_attempts: number(3, 'times', 'review.md C3'),
  unreached_ways: number(2, 'times', 'review.md C3'),
  unreached_window: number(21, 'days', 'review.md C3'),
  measure_every: number(30, 'days', 'review.md M1'),
  measure_every_in_relapse_prevention: number(60, 'days', 'review.md M1'),
  elevated_baseline: number(10, 'points', 'review.md T1, T2; PHQ-9 and GAD-7 positive at 10'),
  early_improvement_from: number(56, 'days', 'review.md T1, T2: week 8'),
  early_improvement_drop: number(5, 'points', 'review.md T1'),
  improvement_percent: number(50, 'percent', 'review.md T1, T2, P1: response'),
  early_review_window: number(28, 'days', 'review.md T1'),
  improvement_from: number(70, 'days', 'review.md T2; New York State: 70 days or more'),
  improved_below: number(10, 'points', 'review.md T2, P1; New York State: below 10'),
  worsened_by: number(5, 'points', 'review.md T4; instruments.md: worsened'),
  recommendation_open: number(14, 'days', 'review.md T5'),
  first_review_by: number(14, 'days', 'review.md R1'),
  review_every: number(30, 'days', 'review.md R1'),
  review_every_in_relapse_prevention: number(60, 'days', 'review.md R1'),
  at_target_apart: number(14, 'days', 'review.md P1'),
  long_episode: number(9, 'months', 'review.md P3'),
  ageing_from: number(4, 'months', 'review.md E1'),
  implausible_jump: number(15, 'points', 'review.md D1'),
  implausible_jump_within: number(7, 'days', 'review.md D1'),
  early_phase: number(4, 'weeks', 'review.md, next contact: weeks 0 to 4'),
  early_contact_every: number(7, 'days', 'review.md, next contact'),
  middle_phase: number(16, 'weeks', 'review.md, next contact: weeks 5 to 16'),
  middle_contact_every: number(14, 'days', 'review.md, next contact'),
  improving_contact_from: number(21, 'days', 'review.md, next contact: improving 21 to 28'),
  improving_contact_by: number(28, 'days', 'review.md, next contact: improving 21 to 28'),
  relapse_prevention_contact_every: number(30, 'days', 'review.md, next contact'),
  agenda_question: number(45, 'points', 'review.md, weekly review'),
  agenda_carried_over: number(15, 'points', 'review.md, weekly review'),
  agenda_case: number(5, 'minutes', 'review.md, weekly review'),
  agenda_safety_case: number(10, 'minutes', 'review.md, weekly review'),
} as const satisfies Readonly<Record<string, Default>>

export type NumberName = keyof typeof caseloadDefaults
export type Numbers = Readonly<Record<NumberName, number>>

/** In the order of the rules that read them. */
export const numberNames = Object.keys(caseloadDefaults) as readonly NumberName[] // its own keys

export const defaultNumbers = Object.fromEntries(
  numberNames.map((name) => [name, caseloadDefaults[name].value]),
) as Numbers // the same keys, each with its value

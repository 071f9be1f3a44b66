/** How people do over time, and how they answer a questionnaire: invented, but like the real thing. */
import type { Chance } from './chance.ts'

export type Course = 'remission' | 'response' | 'partial' | 'unchanged' | 'worse'

/** How often each course is seen in a clinic that does this well. */
export const courseShares: readonly (readonly [Course, number])[] = [
  ['remission', 0.3],
  ['response', 0.23],
  ['partial', 0.2],
  ['unchanged', 0.18],
  ['worse', 0.09],
]

/** What is left of the first score in the end, and after how many weeks half of the way is gone. */
const ends: Readonly<Record<Course, { readonly left: number; readonly halfway: number }>> = {
  remission: { left: 0.1, halfway: 5 },
  response: { left: 0.42, halfway: 6 },
  partial: { left: 0.68, halfway: 7 },
  unchanged: { left: 0.97, halfway: 8 },
  worse: { left: 1.6, halfway: 12 },
}

/** The expected PHQ-9 total after some weeks, not rounded. */
export function levelAt(course: Course, baseline: number, week: number): number {
  const { left, halfway } = ends[course]
  return baseline * (left + (1 - left) * 0.5 ** (Math.max(0, week) / halfway))
}

/** How often each item is what makes the total; the last of the PHQ-9 is chosen apart. */
const phq9Weights = [11, 12, 14, 15, 9, 10, 9, 5] as const
const gad7Weights = [12, 11, 12, 11, 6, 9, 6] as const

/** Answers of 0 to 3 that make up a total, the common complaints first. */
function spread(total: number, weights: readonly number[], chance: Chance): number[] {
  const answers = weights.map(() => 0)
  for (let left = Math.min(total, weights.length * 3); left > 0; left--) {
    const free = weights.map((weight, item) => (answers[item]! < 3 ? weight : 0))
    let at = chance.unit() * free.reduce((sum, weight) => sum + weight, 0)
    const item = free.findIndex((weight) => {
      at -= weight
      return weight > 0 && at < 0
    })
    const chosen = item === -1 ? free.findIndex((weight) => weight > 0) : item
    answers[chosen]! += 1
  }
  return answers
}

/** A complete PHQ-9 whose ninth answer is given. */
export const phq9Items = (total: number, ninth: number, chance: Chance): string =>
  [...spread(Math.max(0, total - ninth), phq9Weights, chance), ninth].join(' ')

export const gad7Items = (total: number, chance: Chance): string =>
  spread(total, gad7Weights, chance).join(' ')

/** The same form with its last `count` answers before the ninth left blank. */
export function withBlanks(items: string, count: number): string {
  const answers = items.split(' ')
  return answers.map((answer, item) => (item >= 8 - count && item < 8 ? '-' : answer)).join(' ')
}

/** The same form with another answer to its last question (`-` for none). */
export const withNinth = (items: string, ninth: string): string =>
  [...items.split(' ').slice(0, 8), ninth].join(' ')

/** The sum of what was answered. */
export const sumOf = (items: string): number =>
  items.split(' ').reduce((sum, answer) => sum + (answer === '-' ? 0 : Number(answer)), 0)

/** Keys of a score form: a digit answers and goes on, `.` leaves blank, Backspace goes back. */
import { instruments } from '../../../server/domain/instruments/index.ts'
import type { Entry, Given } from './entry.ts'

/** Where the next key goes: an item by its position; after the last one, the difficulty. */
export interface Place {
  readonly at: number
  readonly entry: Entry
}

const withAnswer = (entry: Entry, at: number, given: Given): Entry =>
  at < entry.answers.length
    ? { ...entry, answers: entry.answers.map((old, place) => (place === at ? given : old)) }
    : { ...entry, difficulty: given }

/** The last place: the difficulty question where the form that is shown has one. */
export const lastPlace = ({ answers }: Entry, hasDifficulty: boolean): number =>
  hasDifficulty ? answers.length : answers.length - 1

/** @returns undefined where the key means nothing here */
export function typed(
  { at, entry }: Place,
  key: string,
  hasDifficulty: boolean,
): Place | undefined {
  const last = lastPlace(entry, hasDifficulty)
  if (key === 'Backspace') {
    // an answered last item is taken back where it stands
    const answered = (entry.answers[at] ?? entry.difficulty) !== 'open'
    const back = answered && at === last ? at : Math.max(0, at - 1)
    return { at: back, entry: withAnswer(entry, back, 'open') }
  }
  if (key === '.') return { at: Math.min(at + 1, last), entry: withAnswer(entry, at, 'blank') }
  if (!/^\d$/.test(key)) return undefined
  const highest = instruments[entry.instrument].items[at]?.highest ?? highestDifficulty
  if (Number(key) > highest) return undefined
  return { at: Math.min(at + 1, last), entry: withAnswer(entry, at, Number(key)) }
}

export const highestDifficulty = 3

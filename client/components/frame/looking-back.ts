/** Looking back: the day as of which some screens are read. In memory only; writing is of the present. */
import type { CalendarDay } from '../../../server/domain/calendar.ts'
import { useKept } from '../kept.ts'
import { shownDay } from '../words.ts'

export interface Then {
  readonly day: CalendarDay
  /** By what the registry held at the end of that day; false: by what it holds now. */
  readonly known: boolean
}

/** Null: as it is now. */
export function useThen(): readonly [Then | null, (then: Then | null) => void] {
  return useKept<Then | null>('looking-back', null)
}

/** Screens that can be read as of another day; all others are of the present. */
const looksBack = [
  /^\/patients\/[^/]+(\/sheet|\/months\/[^/]+)?$/,
  /^\/(caseload|billing|measures)(\/|$)/,
]
export const canLookBack = (path: string): boolean => looksBack.some((place) => place.test(path))

export const thenWords = ({ day, known }: Then): string =>
  known ? `As known on ${shownDay(day)}` : `As of ${shownDay(day)}`

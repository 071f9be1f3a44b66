/** What the windows ask of a patient now, in sentences for the page and the worklist. */
import type { CalendarDay } from '../calendar.ts'
import type { Dossier } from '../dossier.ts'
import { blockStandings } from './blocks.ts'
import {
  type QualitySettings,
  usualQuality,
  type WindowStanding,
  windowStandings,
} from './quality.ts'
import type { MeasureWindow } from './windows.ts'

export const countedDown = ['cms159', 'cbe1884', 'drre', 'dmse'] as const
/** `done`: the window holds its form. */
export const countdownStates = ['early', 'open', 'done'] as const

export interface Countdown {
  readonly measure: (typeof countedDown)[number]
  readonly says: string
  readonly window: MeasureWindow
  readonly state: (typeof countdownStates)[number]
  /** Until it opens, or until it closes. */
  readonly days: number
  readonly because: string
}

const names = {
  cms159: 'Remission at 12 months (CMS159)',
  cbe1884: 'Response at 6 months (CBE 1884)',
  drre: 'Remission or response (DRR-E)',
  dmse: 'PHQ-9 in these four months (DMS-E)',
} as const

/** Windows that are open or still to come, the one that closes first at the top. */
export function countdowns(
  dossier: Dossier,
  today: CalendarDay,
  settings: QualitySettings = usualQuality,
): readonly Countdown[] {
  const windowed = windowStandings(dossier, today, settings)
    .filter(({ place, excluded }) => place !== 'late' && excluded === null)
    .map(windowSays)
  const blocks = blockStandings(dossier, today)
    .filter(({ days }) => days >= 0)
    .map(({ measure, window, days, form }): Countdown => {
      const state = form ? ('done' as const) : ('open' as const)
      const because = form ? `${form.total} on ${form.on}.` : `${dayWord(days)} left, none yet.`
      return { measure, says: names[measure], window, state, days, because }
    })
  return [...windowed, ...blocks].sort((a, b) => (a.window.to < b.window.to ? -1 : 1))
}

function windowSays(one: WindowStanding): Countdown {
  const { measure, window, place, days, last, too_early } = one
  const common = { measure, says: names[measure], window, days }
  const early = too_early
    ? `Score of ${too_early.form.on} too early by ${dayWord(too_early.by)}. `
    : ''
  if (place === 'early')
    return { ...common, state: 'early', because: `${early}Opens in ${dayWord(days)}.` }
  if (last)
    return { ...common, state: 'done', because: `${last.total} on ${last.on}; ${closes(days)}.` }
  return { ...common, state: 'open', because: `${early}No score yet; ${closes(days)}.` }
}

const closes = (days: number): string =>
  days === 0 ? 'closes today' : `closes in ${dayWord(days)}`
const dayWord = (days: number): string => (days === 1 ? '1 day' : `${days} days`)

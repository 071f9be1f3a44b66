/** What a difficult case is: an outline it wishes for, and a change to a chart without fault. */
import type { CalendarMonth } from '../../server/domain/calendar.ts'
import type { Activity, ActivityKind } from '../../server/domain/records/index.ts'
import type { Chance } from './chance.ts'
import type { Chart } from './chart.ts'
import type { Diary } from './diary.ts'
import type { Outline, Wish } from './outline.ts'
import type { Timeline } from './timeline.ts'

/** What a case may look at while it changes a chart. */
export interface Setting {
  readonly outline: Outline
  readonly time: Timeline
  readonly diary: Diary
  readonly luck: Chance
  /** The charts finished before this one: for what concerns two patients. */
  readonly others: readonly Chart[]
}

export type Reshape = (chart: Chart, setting: Setting) => Chart

export interface DifficultCase {
  readonly says: string
  readonly wish: Wish
  readonly reshape?: Reshape
  /** A second episode row of the same patient. */
  readonly again?: Wish
}

/** A patient well into care whose last full month would be billed, but for the case. */
export const settled: Wish = {
  enrolled: 4,
  closed: null,
  payer_id: 'medicare',
  course: 'response',
  baseline: 17,
  minutes: { 1: 52 },
}

/** A patient whose first month is the last full one, and would be billed as 99492. */
export const starting: Wish = { ...settled, enrolled: 1, minutes: { 1: 62 } }

/** Whether a row's day or time lies in a month. */
export const isIn = (month: CalendarMonth, dayOrTime: string): boolean =>
  dayOrTime.startsWith(month)

/** The rows with one of them changed: the last that fits. */
export function changeLast<T>(
  rows: readonly T[],
  fits: (row: T) => boolean,
  change: (row: T) => T,
): readonly T[] {
  const last = rows.findLastIndex(fits)
  return rows.map((row, place) => (place === last ? change(row) : row))
}

export const changeFirst = <T>(
  rows: readonly T[],
  fits: (row: T) => boolean,
  change: (row: T) => T,
): readonly T[] => [...changeLast([...rows].reverse(), fits, change)].reverse()

/** Every activity of one kind in a month recorded as another kind. */
export const recordedAs = (
  chart: Chart,
  month: CalendarMonth,
  from: ActivityKind,
  to: ActivityKind,
): readonly Activity[] =>
  chart.activities.map((activity) =>
    activity.kind === from && isIn(month, activity.started_at)
      ? { ...activity, kind: to, technique: null, counterpart: null }
      : activity,
  )

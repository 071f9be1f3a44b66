/** A case: an open episode on a day, with its flags and its row of the caseload list. */
import { type CalendarDay, daysBetween } from '../calendar.ts'
import type { Dossier } from '../dossier.ts'
import { type EpisodeSpan, spansOf } from '../episode.ts'
import { asOf } from './as-of.ts'
import { type Chart, chartOf } from './chart.ts'
import { seenScores } from './course.ts'
import { flagsOf } from './flags/index.ts'
import { runningMonth } from './month.ts'
import { defaultNumbers, type Numbers } from './numbers.ts'
import { type CaseloadRow, rowOf } from './row.ts'

/** What a caller may know beside the dossier. */
export interface Asking {
  /** The site's numbers for that day; absent: the defaults. */
  readonly numbers?: Numbers
  /**
   * The day that it really is. Absent, a date after it is not looked for (D1): asked in retrospect,
   * later records are no mistake.
   */
  readonly clock_day?: CalendarDay
}

export interface Case {
  readonly chart: Chart
  readonly row: CaseloadRow
}

/**
 * The patient's open episodes on a day, collaborative care first: begun, and not closed before it,
 * by a stored closing or a break. Records dated after the day change nothing.
 */
export function casesOf(
  whole: Dossier,
  today: CalendarDay,
  { numbers = defaultNumbers, clock_day }: Asking = {},
): readonly Case[] {
  const dossier = asOf(whole, today)
  const spans = spansOf(dossier, today)
    .filter((span) => isOpen(span, today))
    .toSorted((a, b) => inOrder(a, b))
  if (spans.length === 0) return []
  const patient = {
    dossier,
    whole,
    today,
    numbers,
    seen: seenScores(dossier.scores, dossier.patient.sex),
    month: runningMonth(dossier, spans, today),
    clock_day: clock_day ?? null,
  }
  return spans.map((span) => {
    const chart = chartOf(patient, span)
    const weeks = Math.max(0, Math.floor(daysBetween(span.enrolled_on, today) / 7))
    return { chart, row: rowOf(chart, flagsOf(chart), weeks) }
  })
}

const isOpen = ({ starts_on, closes_on }: EpisodeSpan, today: CalendarDay): boolean =>
  starts_on <= today && (closes_on === null || closes_on >= today)

/** 'cocm' before 'bhi', then by id. */
const inOrder = (a: EpisodeSpan, b: EpisodeSpan): number => {
  if (a.model !== b.model) return a.model === 'cocm' ? -1 : 1
  return a.row.episode_id < b.row.episode_id ? -1 : 1
}

/** The rows of the caseload list that a patient has: one for every open episode. */
export const caseloadRows = (
  dossier: Dossier,
  today: CalendarDay,
  asking?: Asking,
): readonly CaseloadRow[] => casesOf(dossier, today, asking).map(({ row }) => row)

/** The patient's row; of two open episodes that of collaborative care. */
export const caseloadRow = (
  dossier: Dossier,
  today: CalendarDay,
  asking?: Asking,
): CaseloadRow | undefined => caseloadRows(dossier, today, asking)[0]

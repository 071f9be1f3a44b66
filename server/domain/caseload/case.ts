/** A case: an open episode on a day, with its flags and its row of the caseload list. */
import { type CalendarDay, daysBetween } from '../calendar.ts'
import type { Dossier } from '../dossier.ts'
import { type EpisodeSpan, spansOf } from '../episode.ts'
import type { Cover } from '../records/index.ts'
import { asOf } from './as-of.ts'
import { type Chart, chartOf, type PatientOn } from './chart.ts'
import { seenScores } from './course.ts'
import { flagsOf } from './flags/index.ts'
import { openPositives } from './flags/safety.ts'
import { runningMonth } from './month.ts'
import { numbersOn } from './numbers-on.ts'
import { assessmentsInOrder, plansInOrder } from './risk.ts'
import { type CaseloadRow, type Question, rowOf } from './row.ts'
import { parted } from './snoozes.ts'

/** What a caller may know beside the dossier. */
export interface Asking {
  /**
   * The day that it really is. Absent, a date after it is not looked for (D1): asked in retrospect,
   * later records are no mistake.
   */
  readonly clock_day?: CalendarDay
  /** Who does whose work on which days: for a worklist that is one care manager's. */
  readonly covers?: readonly Cover[]
}

export interface Case {
  readonly chart: Chart
  readonly row: CaseloadRow
  /** A break has ended it; what keeps it in sight is safety alone. */
  readonly isOver: boolean
}

/**
 * The patient's open episodes on a day, collaborative care first: begun, and not closed before it,
 * by a stored closing or a break. Records dated after the day change nothing.
 *
 * A break closes an episode by itself, for billing; it decides nothing about a patient at risk. So
 * where nothing else is open, one that a break has ended stays, closed and with its safety flags
 * alone, until a disposition answers the last positive self-harm answer.
 */
export function casesOf(
  whole: Dossier,
  today: CalendarDay,
  { clock_day }: Asking = {},
): readonly Case[] {
  const dossier = asOf(whole, today)
  const all = spansOf(dossier, today)
  const open = all.filter((span) => isOpen(span, today))
  const seen = seenScores(dossier.scores, dossier.patient.sex)
  const withdrawn = seenScores(dossier.withdrawn_scores, dossier.patient.sex)
  const assessments = assessmentsInOrder(dossier.risk_assessments)
  const isAtRisk =
    open.length === 0 && openPositives({ seen, withdrawn, assessments, dossier }).length > 0
  const spans = isAtRisk ? brokenOff(all) : open.toSorted(inOrder)
  if (spans.length === 0) return []
  const safety_plans = plansInOrder(dossier.safety_plans)
  const month = runningMonth(dossier, spans, today)
  const numbers = numbersOn(today, dossier.site_numbers)
  const on = { dossier, whole, today, numbers, clock_day: clock_day ?? null }
  const patient = { ...on, seen, withdrawn, assessments, safety_plans, month }
  const question = openQuestion(dossier)
  return spans.map((span, i) => caseOf(patient, span, i === 0 ? question : null))
}

function caseOf(patient: PatientOn, span: EpisodeSpan, question: Question | null): Case {
  const { dossier, today } = patient
  const chart = chartOf(patient, span)
  const isOver = !isOpen(span, today)
  const flags = isOver ? flagsOf(chart).filter(({ safety }) => safety) : flagsOf(chart)
  const lastDay = isOver && span.closes_on !== null ? span.closes_on : today
  const row = rowOf(chart, {
    weeks: Math.max(0, Math.floor(daysBetween(span.enrolled_on, lastDay) / 7)),
    question: isOver ? null : question,
    ...parted(flags, dossier.snoozes, span.starts_on, today),
  })
  return { chart, row, isOver }
}

const isOpen = ({ starts_on, closes_on }: EpisodeSpan, today: CalendarDay): boolean =>
  starts_on <= today && (closes_on === null || closes_on >= today)

/** The last episode of collaborative care, where a break alone has ended it: nobody closed its row. */
function brokenOff(all: readonly EpisodeSpan[]): readonly EpisodeSpan[] {
  const last = all.findLast(({ model }) => model === 'cocm')
  return last && last.row.closed_on === null && last.close_reason === 'break_in_care' ? [last] : []
}

/** The latest that is not settled. */
function openQuestion({ questions }: Dossier): Question | null {
  let last: Dossier['questions'][number] | undefined
  for (const one of questions)
    if (one.settled_on === null && (!last || isLater(one, last))) last = one
  return last ? { asked_on: last.asked_on, question: last.question } : null
}

const isLater = (a: Dossier['questions'][number], b: Dossier['questions'][number]): boolean =>
  a.asked_on === b.asked_on ? a.question_id > b.question_id : a.asked_on > b.asked_on

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

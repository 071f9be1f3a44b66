/** The agenda of one care manager's week: their cases, their questions, and whom time cut last week. */
import type { CalendarDay } from '../calendar.ts'
import {
  type Agenda,
  agenda,
  type CaseloadRow,
  caseloadRows,
  numbersOn,
  type Question,
} from '../caseload/index.ts'
import type { Dossier } from '../dossier.ts'
import type { Meeting } from '../records/index.ts'
import { dayOfTime } from '../zone.ts'

/** A patient of the care manager, on the day that it is at their clinic. */
export interface Met {
  readonly dossier: Dossier
  readonly today: CalendarDay
}

export interface Sitting {
  readonly care_manager_id: string
  /** How long it lasts, in minutes. */
  readonly minutes: number
  /** The one that runs: what is written in it takes nobody off its own agenda. */
  readonly running: Meeting | undefined
  /** The last one held, recently enough to carry over from. */
  readonly last: Meeting | undefined
  /** Judges a chart; whoever asks often remembers what it said. */
  readonly judge?: (dossier: Dossier, on: CalendarDay) => readonly CaseloadRow[]
}

export interface AgendaOf extends Agenda {
  readonly carried_over: ReadonlySet<string>
  /** The open question that a case came with, by episode. */
  readonly questions: ReadonlyMap<string, Question>
  /** Every open case, also those that nothing brings here. */
  readonly rows: readonly CaseloadRow[]
}

/** The agenda is in total order: points, longest since review, highest score, name, episode. */
export function agendaOf(met: readonly Met[], sitting: Sitting): AgendaOf {
  const cases = met.map(({ dossier, today }) => {
    const before = withoutReviewsOf(sitting.running, dossier)
    return { dossier, today, rows: ownRows(before, today, sitting) }
  })
  const rows = cases.flatMap((one) => one.rows)
  const questions = new Map(
    cases.flatMap(({ dossier, rows: [first] }) => {
      const question = openQuestion(dossier)
      return first && question ? [[first.episode_id, question] as const] : []
    }),
  )
  const carried_over = carriedOver(met, sitting)
  const numbers = new Map(
    cases.flatMap(({ dossier, today, rows: own }) => {
      const then = numbersOn(today, dossier.site_numbers)
      return own.map(({ episode_id }) => [episode_id, then] as const)
    }),
  )
  const made = agenda(rows, { minutes: sitting.minutes, questions, carried_over, numbers })
  return { ...made, rows, questions, carried_over }
}

const ownRows = (dossier: Dossier, on: CalendarDay, { care_manager_id, judge }: Sitting) =>
  (judge ?? judged)(dossier, on).filter(
    ({ team }) => team.care_manager?.staff_id === care_manager_id,
  )

/** The open cases of a chart on a day, as that day saw them. */
export const judged = (dossier: Dossier, on: CalendarDay): readonly CaseloadRow[] =>
  caseloadRows(dossier, on, { clock_day: on })

const withoutReviewsOf = (meeting: Meeting | undefined, dossier: Dossier): Dossier =>
  meeting === undefined || !dossier.case_reviews.some((one) => isIn(meeting, one))
    ? dossier
    : { ...dossier, case_reviews: dossier.case_reviews.filter((one) => !isIn(meeting, one)) }

/** Written in this meeting; a review of its day that names none counts as well. */
const isIn = (
  { meeting_id, started_at, care_manager_id }: Meeting,
  review: Dossier['case_reviews'][number],
): boolean =>
  review.meeting_id === null
    ? review.care_manager_id === care_manager_id && review.reviewed_on === dayOfTime(started_at)
    : review.meeting_id === meeting_id

export const reviewsIn = (meeting: Meeting, { case_reviews }: Dossier) =>
  case_reviews.filter((review) => review.meeting_id === meeting.meeting_id)

/** The latest that is not settled. */
function openQuestion({ questions }: Dossier): Question | undefined {
  const open = questions.filter(({ settled_on }) => settled_on === null)
  const last = open.toSorted((a, b) => (a.asked_on < b.asked_on ? -1 : 1)).at(-1)
  return last && { asked_on: last.asked_on, question: last.question }
}

/** Episodes that stood on the last meeting's agenda, as that day was, and were not reviewed in it. */
function carriedOver(met: readonly Met[], sitting: Sitting): ReadonlySet<string> {
  const { last } = sitting
  if (last === undefined) return new Set()
  const day = dayOfTime(last.started_at)
  return new Set(
    met.flatMap(({ dossier }) => {
      if (dossier.case_reviews.some((review) => isIn(last, review))) return []
      return ownRows(dossier, day, sitting)
        .filter((row) => row.agenda_points > 0 || askedBy(dossier, day))
        .map(({ episode_id }) => episode_id)
    }),
  )
}

const askedBy = ({ questions }: Dossier, day: CalendarDay): boolean =>
  questions.some(
    ({ asked_on, settled_on }) => asked_on <= day && (settled_on === null || settled_on > day),
  )

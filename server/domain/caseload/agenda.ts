/** The weekly review's agenda: who first, how long, and who is left for next week. */
import { defaultNumbers, type Numbers } from './numbers.ts'
import { byName, type CaseloadRow, compare, type Question } from './row.ts'

export interface Meeting {
  /** How long it lasts, in minutes. */
  readonly minutes: number
  /** Episodes that time cut from last week's agenda. */
  readonly carried_over?: ReadonlySet<string>
  /** Open questions by episode, in place of the rows' own. */
  readonly questions?: ReadonlyMap<string, Question>
  /** The site's numbers by episode, on the day that it is for each; absent: the defaults. */
  readonly numbers?: ReadonlyMap<string, Numbers>
}

export interface AgendaEntry {
  readonly row: CaseloadRow
  readonly points: number
  readonly minutes: number
  /** Why it stands here, the weightiest first. */
  readonly reasons: readonly string[]
}

export interface Agenda {
  readonly entries: readonly AgendaEntry[]
  /** Left out for want of time: carried over to the next meeting. */
  readonly left_out: readonly AgendaEntry[]
  /** Planned minutes, never more than the meeting has. */
  readonly minutes: number
}

/**
 * Whoever a flag or a question brings here, by points; ties by the longest since review (never
 * before all), then the highest last score, then the name. Cut at the first that no longer fits,
 * so that nobody is passed over for somebody less urgent.
 */
export function agenda(rows: readonly CaseloadRow[], meeting: Meeting): Agenda {
  const ordered = rows
    .map((row) => entryOf(row, meeting))
    .filter(({ points }) => points > 0)
    .sort(inOrder)
  let minutes = 0
  let fitting = 0
  for (const entry of ordered) {
    if (minutes + entry.minutes > meeting.minutes) break
    minutes += entry.minutes
    fitting++
  }
  return { entries: ordered.slice(0, fitting), left_out: ordered.slice(fitting), minutes }
}

function entryOf(row: CaseloadRow, meeting: Meeting): AgendaEntry {
  const numbers = meeting.numbers?.get(row.episode_id) ?? defaultNumbers
  const question = meeting.questions ? meeting.questions.get(row.episode_id) : row.question
  const wasCut = meeting.carried_over?.has(row.episode_id) ?? false
  const weighing = row.flags
    .filter(({ points }) => points > 0)
    .map(({ id, says, because, points }) => ({ points, reason: `${id} ${says}: ${because}` }))
  if (question)
    weighing.push({
      points: numbers.agenda_question,
      reason: `Asked on ${question.asked_on}: ${question.question}`,
    })
  weighing.sort((a, b) => b.points - a.points)
  const points = weighing[0]?.points ?? 0
  const reasons = weighing.map(({ reason }) => reason)
  const isCarried = wasCut && points > 0
  return {
    row,
    points: isCarried ? points + numbers.agenda_carried_over : points,
    minutes: row.flags.some(({ safety }) => safety)
      ? numbers.agenda_safety_case
      : numbers.agenda_case,
    reasons: isCarried ? [...reasons, 'Left out last week for want of time.'] : reasons,
  }
}

function inOrder(a: AgendaEntry, b: AgendaEntry): number {
  return (
    b.points - a.points ||
    compare(a.row.last_review_on ?? '', b.row.last_review_on ?? '') ||
    lastScore(b.row) - lastScore(a.row) ||
    byName(a.row, b.row)
  )
}

const lastScore = ({ instruments, target_instrument }: CaseloadRow): number =>
  instruments[target_instrument]?.last ?? -1

/** What was measured, reviewed and planned, up to the month's last day. */
import { addMonths, firstDay, lastDay, monthOf } from '../calendar.ts'
import { instruments, isInstrument, proves, standing } from '../instruments/index.ts'
import { dayOfTime } from '../zone.ts'
import type { Frozen } from './packet.ts'
import type { Section, SheetCourse } from './sheet-parts.ts'
import { clockText, nameOf, timeText, words } from './sheet-words.ts'

/** A table goes back so many months; the chart shows all. */
const monthsBack = 3

export function scoreSection({ dossier, month }: Frozen): Section {
  const [from, to] = [firstDay(addMonths(month, -monthsBack)), lastDay(month)]
  const scores = dossier.scores.filter(
    ({ administered_on }) => from <= administered_on && administered_on <= to,
  )
  return {
    title: `Scores since ${from}`,
    columns: ['On', 'Instrument', 'Total', 'Answers', 'How', 'By'],
    widths: [1.1, 1.1, 1.4, 2.6, 1, 2],
    rows: scores
      .toSorted((a, b) => (a.administered_on < b.administered_on ? -1 : 1))
      .map((score) => {
        const { total, status } = standing(score)
        return [
          score.administered_on,
          nameOfInstrument(score.instrument),
          total === null ? words(status) : `${total} (${words(status)})`,
          score.items ?? '–',
          score.mode ?? '–',
          nameOf(dossier, score.administered_by),
        ]
      }),
    note: scores.length === 0 ? 'None.' : null,
  }
}

const nameOfInstrument = (slug: string): string =>
  isInstrument(slug) ? instruments[slug].name : slug

/** The target instrument's proving scores of the episode, for the drawn chart. */
export function courseOf({ dossier, month }: Frozen): SheetCourse | null {
  const last = lastDay(month)
  const episode = dossier.episodes.findLast(({ referred_on }) => referred_on <= last)
  const slug = episode?.target_instrument ?? 'phq-9'
  if (!episode || !isInstrument(slug)) return null
  const { name, highestTotal, remissionBelow } = instruments[slug]
  const points = dossier.scores
    .filter(({ instrument }) => instrument === slug)
    .filter(({ administered_on: on }) => episode.referred_on <= on && on <= last)
    .flatMap((score) => {
      const of = standing(score)
      return proves(of) ? [{ on: score.administered_on, total: of.total! }] : [] // it has a total
    })
    .sort((a, b) => (a.on < b.on ? -1 : 1))
  const [baseline] = points
  if (!baseline) return null
  const half = { at: baseline.total / 2, says: 'half of the first' }
  const remission = remissionBelow === null ? [] : [{ at: remissionBelow, says: 'remission below' }]
  const highest = highestTotal ?? Math.max(...points.map(({ total }) => total))
  return {
    title: `${name}, ${baseline.on} to ${points.at(-1)!.on}`,
    highest,
    points,
    marks: [half, ...remission],
  }
}

/** Those of the month, and what is cited beyond it: a week may begin before it, a review count later. */
export function reviewSection({ dossier, month, determination }: Frozen): Section {
  const cited = new Set(
    determination.elements.flatMap(({ evidence }) => evidence.map(({ record, id }) => record + id)),
  )
  const held = dossier.meetings.filter(
    ({ started_at, meeting_id }) =>
      monthOf(dayOfTime(started_at)) === month || cited.has(`meetings${meeting_id}`),
  )
  const reviews = dossier.case_reviews.filter(
    ({ reviewed_on, review_id }) =>
      monthOf(reviewed_on) === month || cited.has(`case_reviews${review_id}`),
  )
  const meetings = held.map((one) => [
    timeText(one.started_at),
    `${nameOf(dossier, one.care_manager_id)} with ${nameOf(dossier, one.psychiatric_consultant_id)}`,
    one.ended_at === null
      ? `not held: ${one.missed_reason ?? 'no reason is given'}`
      : `caseload meeting until ${clockText(one.ended_at)}`,
    confirmedText(one),
  ])
  const reviewed = reviews.map((one) => [
    one.reviewed_on,
    nameOf(dossier, one.psychiatric_consultant_id),
    `${one.recommendation}${one.recommends_change ? ' (a change)' : ''}; ${
      one.decision
        ? `${one.decision} by ${nameOf(dossier, one.decided_by)} ${one.decided_on ?? ''}`
        : 'undecided'
    }`,
    confirmedText(one),
  ])
  return {
    title: 'Case reviews and the meetings of the month',
    columns: ['When', 'Who', 'What', 'Confirmed'],
    widths: [1.5, 2.8, 4, 1.7],
    rows: [...meetings, ...reviewed].sort((a, b) => (a[0]! < b[0]! ? -1 : 1)), // each has a when
    note: meetings.length + reviewed.length === 0 ? 'None in this month.' : null,
  }
}

/** Entered here, it proves once its consultant has confirmed it. */
const confirmedText = (one: {
  readonly entered_by: string | null
  readonly confirmed_by: string | null
  readonly confirmed_at: string | null
}): string => {
  if (one.confirmed_by !== null) return `by the consultant, ${timeText(one.confirmed_at)}`
  return one.entered_by === null ? 'imported' : 'entered by hand, not confirmed'
}

export const planSection = ({ dossier, month }: Frozen): Section => {
  const plans = dossier.care_plans.filter(({ effective_on }) => effective_on <= lastDay(month))
  return {
    title: 'Care plan, version by version',
    columns: ['From', 'By', 'Targets', 'Interventions', 'Why changed'],
    widths: [1, 1.8, 2.4, 2.6, 2],
    rows: plans
      .toSorted((a, b) => (a.effective_on < b.effective_on ? -1 : 1))
      .map((one) => [
        one.effective_on,
        nameOf(dossier, one.author_id),
        one.targets,
        one.interventions ?? '–',
        one.change_reason ?? '–',
      ]),
    note: plans.length === 0 ? 'None.' : null,
  }
}

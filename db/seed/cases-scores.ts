/** Difficult cases of measurement: zeros, blanks, item 9, imports, jumps. */
import { addDays, monthOf } from '../../server/domain/calendar.ts'
import type { Score } from '../../server/domain/records/index.ts'
import { phq9Items, sumOf, withBlanks, withNinth } from './course.ts'
import { changeLast, type DifficultCase, type Reshape, settled } from './difficult.ts'
import { payerConsents } from './part2.ts'
import { workingDayUntil } from './working-days.ts'

const isPhq9 = ({ instrument }: Score): boolean => instrument === 'phq-9'

/** The latest PHQ-9, and nothing else, answered differently. */
const lastForm =
  (change: (score: Score) => Partial<Score>): Reshape =>
  (chart) => ({
    ...chart,
    scores: changeLast(chart.scores, isPhq9, (score) => ({ ...score, ...change(score) })),
  })

const answered = (items: string): Partial<Score> => ({
  items,
  difficulty: Math.min(3, Math.ceil(sumOf(items) / 8)),
})

/** A form from the portal in these days, with this total and this ninth answer. */
const fromThePortal =
  (total: number, ninth: number, daysAgo: number): Reshape =>
  (chart, { outline, time, luck }) => {
    const on = workingDayUntil(addDays(time.today, -daysAgo))
    const last = chart.scores.findLast(isPhq9)
    if (!last) return chart
    const form: Score = {
      ...last,
      score_id: `${outline.patient.patient_id}-portal`,
      administered_on: on,
      ...answered(phq9Items(total, ninth, luck)),
      mode: 'portal',
      administered_by: null,
    }
    const before = chart.scores.filter(({ administered_on }) => administered_on < on)
    return { ...chart, scores: [...before, form] }
  }

/** All came as totals out of a spreadsheet. */
const totalsOnly: Reshape = (chart) => ({
  ...chart,
  scores: chart.scores.map((score) => ({
    ...score,
    items: null,
    total: sumOf(score.items ?? ''),
    difficulty: null,
    mode: null,
    administered_by: null,
  })),
})

/** The same day, the same form, another total: a person must say which holds. */
const twoTotals: Reshape = (chart, { outline, luck }) => {
  const last = chart.scores.findLast(isPhq9)
  if (!last) return chart
  const other = phq9Items(Math.max(3, sumOf(last.items ?? '') - 4), 0, luck)
  const again = { ...last, score_id: `${outline.patient.patient_id}-twice`, items: other }
  return { ...chart, scores: [...chart.scores, again] }
}

/** Twelve points of alcohol screening, beside a diagnosis that 42 CFR Part 2 protects. */
const substanceUse: Reshape = (chart, { outline }) => {
  const { patient_id } = outline.patient
  const screened = chart.scores.filter(isPhq9).filter((_, place) => place % 3 === 0)
  const audits = screened.map((score, place) => ({
    ...score,
    score_id: `${score.score_id}-audit`,
    instrument: 'audit-c',
    items: place === 0 ? '4 3 3' : '3 1 1',
    difficulty: null,
  }))
  return {
    ...chart,
    scores: [...chart.scores, ...audits],
    diagnoses: [
      ...chart.diagnoses,
      {
        diagnosis_id: `${patient_id}-dx9`,
        patient_id,
        icd10: 'F10.20',
        rank: 9,
        recorded_on: outline.enrolled_on,
        resolved_on: null,
      },
    ],
    part2_consents: [...chart.part2_consents, ...payerConsents(chart, outline)],
  }
}

const anxietyFirst: Reshape = (chart) => ({
  ...chart,
  episodes: chart.episodes.map((episode) => ({ ...episode, target_instrument: 'gad-7' })),
  scores: chart.scores.flatMap((score): Score[] =>
    isPhq9(score)
      ? [
          score,
          {
            ...score,
            score_id: `${score.score_id}-gad`,
            instrument: 'gad-7',
            items: (score.items ?? '').split(' ').slice(0, 7).join(' '),
            difficulty: null,
          },
        ]
      : [],
  ),
})

/** No form since the month before the last. */
const unmeasured: Reshape = (chart, { time }) => {
  const cut = time.endOf(time.monthAgo(2))
  return { ...chart, scores: chart.scores.filter(({ administered_on }) => administered_on <= cut) }
}

const twoBlanks = lastForm(({ items }) => ({ items: withBlanks(items ?? '', 2) }))

/** Five days after a good score a very bad one: real, or somebody else's form. */
const jumped: Reshape = (chart, { time, luck }) => {
  const before = chart.scores.findLast(
    (score) => isPhq9(score) && addDays(score.administered_on, 5) <= time.yesterday,
  )
  if (!before) return chart
  const jump = {
    ...before,
    score_id: `${before.score_id}-jump`,
    administered_on: addDays(before.administered_on, 5),
    ...answered(phq9Items(24, 0, luck)),
    mode: 'portal' as const,
  }
  const kept = chart.scores.filter(
    ({ administered_on }) => administered_on <= before.administered_on,
  )
  return { ...chart, scores: [...kept, jump] }
}

/** From the last full month on, four answers are missing on every form. */
const unscorable: Reshape = (chart, { time }) => ({
  ...chart,
  scores: chart.scores.flatMap((score): Score[] => {
    if (monthOf(score.administered_on) < time.lastMonth) return [score]
    return isPhq9(score) ? [{ ...score, items: withBlanks(score.items ?? '', 4) }] : []
  }),
})

export const measurementCases: readonly DifficultCase[] = [
  {
    says: 'a PHQ-9 of zero',
    wish: { ...settled, enrolled: 8, course: 'remission' },
    reshape: lastForm(() => answered(Array(9).fill(0).join(' '))),
  },
  { says: 'item 9 positive, open', wish: settled, reshape: fromThePortal(16, 1, 1) },
  {
    says: 'item 9 strongly positive, open',
    wish: { ...settled, course: 'worse' },
    reshape: fromThePortal(21, 3, 2),
  },
  {
    says: 'item 9 positive, open, in Spanish',
    wish: { ...settled, course: 'unchanged' },
    reshape: fromThePortal(18, 2, 4),
  },
  {
    says: 'item 9 left blank',
    wish: settled,
    reshape: lastForm(({ items }) => ({ items: withNinth(items ?? '', '-') })),
  },
  { says: 'a prorated form', wish: settled, reshape: twoBlanks },
  { says: 'unscorable forms', wish: settled, reshape: unscorable },
  { says: 'totals only', wish: settled, reshape: totalsOnly },
  { says: 'two totals on one day', wish: settled, reshape: twoTotals },
  {
    says: 'a jump of the score within a week',
    wish: { ...settled, course: 'remission' },
    reshape: jumped,
  },
  { says: 'no score in the month', wish: settled, reshape: unmeasured },
  { says: 'anxiety as the target', wish: settled, reshape: anxietyFirst },
  { says: 'substance use', wish: settled, reshape: substanceUse },
]

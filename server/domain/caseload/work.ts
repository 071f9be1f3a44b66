/** What one case asks of its care manager today. */
import {
  type CalendarDay,
  daysBetween,
  earlierOf,
  firstDay,
  laterOf,
  monthOf,
} from '../calendar.ts'
import type { Case } from './case.ts'
import type { Flag, FlagId } from './flag.ts'
import { isBlocked } from './month.ts'
import { openRecommendations } from './reviews.ts'
import type { Work, WorkKind } from './work-kind.ts'

export { workKinds } from './work-kind.ts'

export const dueWork = (one: Case): readonly Work[] =>
  one.isOver
    ? safety(one)
    : [
        ...safety(one),
        ...contacts(one),
        ...scores(one),
        ...attempts(one),
        ...recommendations(one),
        ...reviews(one),
        ...relapsePrevention(one),
        ...claim(one),
      ]

const raised = ({ row: { flags } }: Case, ...ids: readonly FlagId[]): readonly Flag[] =>
  flags.filter(({ id }) => ids.includes(id))

const workOf = (kind: WorkKind, { because, since, severity }: Flag): Work => ({
  kind,
  because,
  since,
  severity,
})

const safety = (one: Case): readonly Work[] =>
  one.row.flags.filter((flag) => flag.safety).map((flag) => workOf('safety', flag))

/** Put aside by a person: what it asks for is not due either. */
const isSnoozed = ({ row: { snoozed } }: Case, ...ids: readonly FlagId[]): boolean =>
  snoozed.some(({ id }) => ids.includes(id))

/** Where somebody has been tried in vain since the last contact, it is an attempt to repeat. */
function contacts(one: Case): readonly Work[] {
  const { next_contact, contacts: so, today } = one.chart
  if (next_contact === null || so.attempts.length > 0 || next_contact.from > today) return []
  if (isSnoozed(one, 'C2')) return []
  const [overdue] = raised(one, 'C2')
  if (overdue) return [workOf('contacts', overdue)]
  const because = `The next contact is due on ${next_contact.due}.`
  return [{ kind: 'contacts', because, since: next_contact.from, severity: 'notice' }]
}

function scores(one: Case): readonly Work[] {
  const flags = raised(one, 'M1', 'M2')
  if (flags.length > 0) return flags.map((flag) => workOf('scores', flag))
  if (isSnoozed(one, 'M1', 'M2')) return []
  const { target, span, today } = one.chart
  if (target.baseline !== null || span.enrolled_on > today) return []
  const because = 'No baseline of the target instrument yet: change is measured from it.'
  return [{ kind: 'scores', because, since: span.enrolled_on, severity: 'notice' }]
}

/** Not twice on one day. */
function attempts(one: Case): readonly Work[] {
  const { contacts: so, today, phase } = one.chart
  const first = so.attempts[0]
  const last = so.attempts.at(-1)
  if (!first || !last || last.on === today || phase.phase === 'on_hold') return []
  if (isSnoozed(one, 'C2', 'C3')) return []
  const [lost] = raised(one, 'C3')
  if (lost) return [workOf('attempts', lost)]
  const [overdue] = raised(one, 'C2')
  const how = last.activity.modality.replaceAll('_', ' ')
  const because =
    `${so.attempts.length} since ${so.last?.on ?? 'enrollment'} reached nobody, ` +
    `the last on ${last.on} by ${how}.`
  return [{ kind: 'attempts', because, since: first.on, severity: overdue?.severity ?? 'notice' }]
}

/** To send, to carry out, or, once it has waited too long, to ask about. */
function recommendations({ chart }: Case): readonly Work[] {
  const { reviews: held, care_plans, today, numbers, dossier } = chart
  return openRecommendations(held, care_plans, dossier.medications).flatMap(
    (open): readonly Work[] => {
      const { review, waits_for, since } = open
      const isOld = daysBetween(since, today) > numbers.recommendation_open
      const says = `of ${review.reviewed_on} ("${review.recommendation}")`
      const severity = isOld ? 'amber' : 'notice'
      const work = (because: string): readonly Work[] => [
        { kind: 'recommendations', because, since, severity },
      ]
      if (waits_for === 'action') return work(`Carry out the recommendation ${says}.`)
      if (review.sent_on === null)
        return work(`Send the recommendation ${says} to the practitioner.`)
      return isOld ? work(`Ask for a decision on the recommendation ${says}.`) : []
    },
  )
}

/** One item a patient, with all that asks for a review. */
function reviews(one: Case): readonly Work[] {
  const asking = raised(one, 'C0', 'R1', 'T1', 'T2', 'T4', 'P3')
  const planned = one.chart.reviews.at(-1)?.next_review_on ?? null
  const isDue = planned !== null && planned <= one.chart.today
  const reasons = [
    ...asking.map(({ because }) => because),
    ...(isDue ? [`The next review was set for ${planned}.`] : []),
  ]
  const since = asking.map((flag) => flag.since).reduce(earliest, isDue ? planned : null)
  if (since === null) return []
  const severity = asking[0]?.severity ?? 'notice'
  return [{ kind: 'reviews', because: reasons.join(' '), since, severity }]
}

const earliest = (a: CalendarDay | null, b: CalendarDay): CalendarDay => earlierOf(b, a)

const relapsePrevention = (one: Case): readonly Work[] =>
  raised(one, 'P1', 'P2').map((flag) => workOf('relapse_prevention', flag))

/** What a month lacks of consent and visit stands apart: no care after it makes it good. */
function claim(one: Case): readonly Work[] {
  const { month, span, today, dossier } = one.chart
  const since = laterOf(firstDay(monthOf(today)), span.starts_on)
  const gaps = month.missing.filter(({ reason }) => isGap(reason))
  const others = month.missing.filter(({ reason }) => !isGap(reason))
  const because = (all: typeof gaps) => all.map(({ message }) => message).join(' ')
  const work: Work[] = []
  if (gaps.length > 0)
    work.push({ kind: 'consent_and_visit', because: because(gaps), since, severity: 'amber' })
  else if (dossier.consents.every(({ revoked_at }) => revoked_at !== null))
    work.push({
      kind: 'consent_and_visit',
      because: 'No consent is in force: time before it will not count.',
      since: span.starts_on,
      severity: 'amber',
    })
  if (others.length > 0 && !isSnoozed(one, 'B1'))
    work.push({
      kind: 'minutes_and_elements',
      because: `${month.determination.minutes} minutes this month. ${because(others)}`,
      since: raised(one, 'B1')[0]?.since ?? since,
      severity: isBlocked(month) ? 'amber' : 'notice',
    })
  return work
}

const isGap = (reason: string): boolean =>
  reason.startsWith('consent-') || reason === 'initiating-visit-missing'

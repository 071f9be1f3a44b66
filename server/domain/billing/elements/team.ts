/** The team and its weekly consultation: what makes the care collaborative. */
import { type CalendarDay, earlierOf, type Week, weeksOf } from '../../calendar.ts'
import type { CaseloadMeeting } from '../../dossier.ts'
import { citing, notApplicable, unmet } from '../../evidence.ts'
import type { TeamMember } from '../../records/index.ts'
import { dayOfTime } from '../../zone.ts'
import { isConfirmed, isEngaged, isQualified, staffOf, teamOf } from '../chart.ts'
import type { Reason } from '../determined.ts'
import { because, cite, type Element } from '../finding.ts'
import type { ServiceMonth } from '../service-month.ts'

export const careTeam: Element = {
  element: 'care-team',
  says: 'A qualified care manager and a prescribing consultant, two people beside the practitioner.',
  source: 'CPT 99492–99494 and CMS MLN909432, the care team',
  judge(month) {
    const served = [...new Set(month.judged.map(({ day }) => day))]
    const days = served.length > 0 ? served : [month.ends_on]
    const teams = days.map((day) => teamOn(month, day))
    const shortfalls = [
      missing(teams, 'managers', managerMissing),
      missing(teams, 'consultants', consultantMissing),
    ].flat()
    const members = new Set(
      teams.flatMap(({ managers, consultants }) => [...managers, ...consultants]),
    )
    const evidence = cite('care_team', [...members])
    const [first, ...rest] = shortfalls
    if (first) return unmet(evidence, first, ...rest)
    return citing(
      evidence,
      `A qualified care manager and a prescribing consultant were on the team on all ${days.length} days.`,
      managerMissing(month.ends_on),
    )
  },
}

interface TeamOn {
  readonly day: CalendarDay
  readonly managers: readonly TeamMember[]
  readonly consultants: readonly TeamMember[]
}

/** Who of the team could serve on a day: three different people, the practitioner among them. */
function teamOn(month: ServiceMonth, day: CalendarDay): TeamOn {
  const { dossier } = month
  const managers = othersOn(month, 'care_manager', day).filter(({ staff_id }) => {
    const person = staffOf(dossier, staff_id)
    return isEngaged(person) && isQualified(person, day)
  })
  const consultants = othersOn(month, 'psychiatric_consultant', day).filter(({ staff_id }) => {
    const person = staffOf(dossier, staff_id)
    const alone = managers.length === 1 && managers[0]!.staff_id === staff_id
    return !alone && person?.prescriber === true && isQualified(person, day)
  })
  return { day, managers, consultants }
}

type Partner = 'care_manager' | 'psychiatric_consultant'

/** Those of a role on a day who are not the practitioner as well. */
const othersOn = (
  { dossier, episode: { row } }: ServiceMonth,
  role: Partner,
  day: CalendarDay,
): readonly TeamMember[] => {
  const practitioners = teamOf(dossier, row, 'billing_practitioner', day)
  return teamOf(dossier, row, role, day).filter(
    (one) => !practitioners.some(({ staff_id }) => staff_id === one.staff_id),
  )
}

const missing = (
  teams: readonly TeamOn[],
  role: 'managers' | 'consultants',
  reason: (day: CalendarDay) => Reason,
): readonly Reason[] =>
  teams
    .filter((team) => team[role].length === 0)
    .slice(0, 1)
    .map(({ day }) => reason(day))

const managerMissing = (day: CalendarDay) =>
  because(
    'care-manager-unqualified',
    `On ${day} no employed or contracted care manager of the team has a qualification on file.`,
    'File the qualification with its dates, or name a qualified care manager.',
  )
const consultantMissing = (day: CalendarDay) =>
  because(
    'consultant-unqualified',
    `On ${day} no qualified consultant of the team may prescribe.`,
    'Name a psychiatric consultant who may prescribe, and file the qualification.',
  )

export const caseloadConsultation: Element = {
  element: 'caseload-consultation',
  says: 'The care manager and the consultant met about the caseload every week.',
  source: 'CPT 99492, 99493: weekly caseload consultation',
  judge(month) {
    const { episode, ends_on, terms } = month
    const weeks = weeksOf(month.month).filter(
      ({ monday, sunday }) => episode.enrolled_on <= sunday && monday <= ends_on,
    )
    if (weeks.length === 0) return notApplicable('No week of the month falls into the enrollment.')
    const near = meetingsNear(month, weeks)
    const met = weeks.map((week) => meetingsIn(month, near, week))
    const open = weeks.filter((_, i) => met[i]!.held.length === 0)
    const unexplained = weeks.filter((_, i) => met[i]!.held.length + met[i]!.missed.length === 0)
    const evidence = cite(
      'meetings',
      met.flatMap(({ held, missed }) => [...held, ...missed]),
    )
    if (unexplained.length > 0 || open.length > terms.missed_weeks_allowed)
      return unmet(evidence, weeksMissing(open, terms.missed_weeks_allowed))
    const rest = open.length > 0 ? '; the rest was missed with a reason' : ''
    const because = `Held in ${weeks.length - open.length} of ${weeks.length} weeks${rest}.`
    return citing(evidence, because, weeksMissing(open, terms.missed_weeks_allowed))
  },
}

const weeksMissing = (weeks: readonly Week[], allowed: number) =>
  because(
    'caseload-consultation-missing',
    `No weekly consultation in the week of ${weeks.map(({ monday }) => monday).join(', ')}; ` +
      `${allowed} may be missed with a reason.`,
    'Record the meeting that was held, or why it was missed.',
  )

/** Meetings of these weeks that may prove, never after closing, each with its day. */
function meetingsNear({ dossier, episode }: ServiceMonth, weeks: readonly Week[]) {
  const [from, to] = [weeks[0]!.monday, weeks.at(-1)!.sunday]
  const until = earlierOf(to, episode.closes_on)
  return dossier.meetings
    .map((meeting) => ({ meeting, day: dayOfTime(meeting.started_at) }))
    .filter(({ meeting, day }) => from <= day && day <= until && isConfirmed(meeting))
}

/** Meetings of the patient's care manager and consultant in a week. */
function meetingsIn(
  { dossier, episode }: ServiceMonth,
  near: readonly { readonly meeting: CaseloadMeeting; readonly day: CalendarDay }[],
  { monday, sunday }: Week,
) {
  const managers = teamOf(dossier, episode.row, 'care_manager', monday, sunday)
  const consultants = teamOf(dossier, episode.row, 'psychiatric_consultant', monday, sunday)
  const within = near
    .filter(
      ({ meeting, day }) =>
        monday <= day &&
        day <= sunday &&
        isAmong(managers, meeting.care_manager_id) &&
        isAmong(consultants, meeting.psychiatric_consultant_id),
    )
    .map(({ meeting }) => meeting)
  return {
    held: within.filter(({ ended_at }) => ended_at !== null),
    missed: within.filter(({ ended_at, missed_reason }) => ended_at === null && missed_reason),
  }
}

const isAmong = (members: readonly TeamMember[], staffId: string): boolean =>
  members.some(({ staff_id }) => staff_id === staffId)

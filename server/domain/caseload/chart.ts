/** What the caseload's rules look at: one open episode on one day, derived once from a dossier. */
import type { CalendarDay } from '../calendar.ts'
import type { Dossier } from '../dossier.ts'
import type { EpisodeSpan } from '../episode.ts'
import type {
  CarePlan,
  CaseReview,
  EpisodePhase,
  RelapsePlan,
  RiskAssessment,
  SafetyPlan,
  TeamMember,
  TeamRole,
} from '../records/index.ts'
import { dayOfTime } from '../zone.ts'
import { type Contacts, contactsOf, type NextContact, nextAsSet, nextContact } from './contacts.ts'
import { type Course, courseOf, isMoving, type Seen, worsenedRun } from './course.ts'
import type { RunningMonth } from './month.ts'
import type { Numbers } from './numbers.ts'
import { lastRun } from './since.ts'

export interface Phase {
  readonly phase: EpisodePhase['phase']
  readonly since: CalendarDay
}

/** The patient on a day, whichever episode is asked about. */
export interface PatientOn {
  /** As it stood on `today`. */
  readonly dossier: Dossier
  /** As handed in, later rows included. */
  readonly whole: Dossier
  readonly today: CalendarDay
  readonly numbers: Numbers
  /** Every score on record, oldest first. */
  readonly seen: readonly Seen[]
  /** Scores as they stood before they were corrected or withdrawn: for S1 alone. */
  readonly withdrawn: readonly Seen[]
  /** Every risk assessment and safety plan on record, oldest first. */
  readonly assessments: readonly RiskAssessment[]
  readonly safety_plans: readonly SafetyPlan[]
  readonly month: RunningMonth
  /** The last day that a true record can have; null: nobody said (see D1). */
  readonly clock_day: CalendarDay | null
}

export interface Chart extends PatientOn {
  readonly span: EpisodeSpan
  readonly phase: Phase
  /** One course for every instrument used in the episode, and for its target. */
  readonly courses: ReadonlyMap<string, Course>
  readonly target: Course
  readonly contacts: Contacts
  readonly next_contact: NextContact | null
  /** Of this episode, oldest first. */
  readonly reviews: readonly CaseReview[]
  readonly care_plans: readonly CarePlan[]
  readonly relapse_plans: readonly RelapsePlan[]
}

export function chartOf(patient: PatientOn, span: EpisodeSpan): Chart {
  const { dossier, numbers } = patient
  const { starts_on, enrolled_on, closes_on } = span
  const isOwn = (day: CalendarDay) => starts_on <= day && (closes_on === null || day <= closes_on)
  const phase = phaseOf(dossier, span)
  const seen = patient.seen.filter(({ on }) => isOwn(on))
  const courses = coursesOf(seen, span)
  const target = courses.get(targetInstrument(span))!
  const contacts = contactsOf(
    dossier.activities.filter(({ started_at }) => isOwn(dayOfTime(started_at))),
  )
  const lastContactOn = contacts.last?.on ?? null
  const byPhase = nextContact(
    {
      phase: phase.phase,
      enrolledOn: enrolled_on,
      lastContactOn,
      improving: isImproving(target, numbers),
    },
    numbers,
  )
  const notBefore = phase.phase === 'on_hold' ? phase.since : starts_on
  return {
    ...patient,
    span,
    phase,
    courses,
    target,
    contacts,
    next_contact: nextAsSet(byPhase, dossier.planned_contacts, { lastContactOn, notBefore }),
    reviews: inOrder(dossier.case_reviews, 'reviewed_on', 'review_id', isOwn),
    care_plans: inOrder(dossier.care_plans, 'effective_on', 'plan_id', isOwn),
    relapse_plans: inOrder(dossier.relapse_plans, 'made_on', 'relapse_plan_id', isOwn),
  }
}

/** An episode that names no target is followed by the PHQ-9, the field's usual one. */
const targetInstrument = ({ row }: EpisodeSpan): string => row.target_instrument ?? 'phq-9'

function coursesOf(seen: readonly Seen[], span: EpisodeSpan): ReadonlyMap<string, Course> {
  const used = new Set([targetInstrument(span), ...seen.map(({ score }) => score.instrument)])
  return new Map(
    [...used].map((instrument) => [instrument, courseOf(instrument, seen, span.enrolled_on)]),
  )
}

/** The last phase begun, since it has lasted without another between; without a row, active. */
function phaseOf({ episode_phases }: Dossier, { row, starts_on }: EpisodeSpan): Phase {
  // A break begins a new episode, in which whatever phase the former one had reached is over.
  const begun = episode_phases
    .filter((one) => one.episode_id === row.episode_id && one.starts_on >= starts_on)
    .sort((a, b) => (a.starts_on < b.starts_on ? -1 : 1))
  const phase = begun.at(-1)?.phase ?? 'active'
  const run = lastRun(begun, (one) => one.phase === phase)
  const isFromStart = phase === 'active' && run.length === begun.length
  return { phase, since: isFromStart ? starts_on : run[0]!.starts_on }
}

function isImproving(target: Course, numbers: Numbers): boolean {
  const { baseline, latestProving } = target
  if (baseline === null || latestProving === null) return false
  return (
    isMoving(baseline.total, latestProving.total, numbers) &&
    worsenedRun(target, numbers).length === 0
  )
}

function inOrder<T, D extends keyof T, I extends keyof T>(
  rows: readonly (T & Record<D, CalendarDay> & Record<I, string>)[],
  day: D,
  id: I,
  isOwn: (day: CalendarDay) => boolean,
): readonly T[] {
  return rows
    .filter((row) => isOwn(row[day]))
    .sort((a, b) => (a[day] === b[day] ? (a[id] < b[id] ? -1 : 1) : a[day] < b[day] ? -1 : 1))
}

/** Who holds a role in the episode today: the last to have started, then by id. */
export function memberOf({ dossier, span, today }: Chart, role: TeamRole): TeamMember | null {
  let found: TeamMember | null = null
  for (const one of dossier.care_team) {
    if (one.episode_id !== span.row.episode_id || one.role !== role) continue
    if (one.ends_on !== null && one.ends_on < today) continue
    if (found === null || isAfter(one, found)) found = one
  }
  return found
}

const isAfter = (a: TeamMember, b: TeamMember): boolean =>
  a.starts_on === b.starts_on ? a.staff_id < b.staff_id : a.starts_on > b.starts_on

/** The caseload list: one row for every open episode. */
import type { CalendarDay } from '../calendar.ts'
import type { Asked, ScoreStatus } from '../instruments/index.ts'
import { instruments, isInstrument } from '../instruments/index.ts'
import type { Clinic, EpisodePhase, Model, TeamRole } from '../records/index.ts'
import { outcomes } from '../treat-to-target.ts'
import { type Chart, memberOf } from './chart.ts'
import { type Course, isAtTarget } from './course.ts'
import type { Flag } from './flag.ts'

/** How an instrument stands. Zero is a score; null is unknown, and `status` says why. */
export interface InstrumentView {
  /** The baseline's total, and its day. */
  readonly first: number | null
  readonly first_on: CalendarDay | null
  /** The latest administration: its total (of a prorated one an estimate), standing and day. */
  readonly last: number | null
  readonly status: ScoreStatus | null
  readonly last_on: CalendarDay | null
  /** Latest minus baseline, in points: negative is better. */
  readonly change: number | null
  /** How much lower than the baseline, in percent; `n/a` where the baseline is zero. */
  readonly percent: number | 'n/a' | null
  /** The latest proving score is at target (P1's definition). */
  readonly at_target: boolean
}

/** One total of the course; an estimate of a prorated form proves nothing. */
export interface TrailPoint {
  readonly on: CalendarDay
  readonly total: number
  readonly proves: boolean
}

export interface Person {
  readonly staff_id: string
  readonly name: string
}

export interface CaseloadRow {
  readonly patient_id: string
  readonly mrn: string
  readonly family_name: string
  readonly given_name: string
  readonly birth_date: CalendarDay
  readonly episode_id: string
  readonly model: Model
  /** Closed: today is the episode's last day. */
  readonly status: EpisodePhase['phase'] | 'closed'
  readonly clinic: Clinic | null
  readonly team: Readonly<Record<TeamRole, Person | null>>
  readonly enrolled_on: CalendarDay
  /** Whole weeks of treatment, from enrollment. */
  readonly weeks: number
  readonly target_instrument: string
  readonly target_score: number | null
  /** By instrument: PHQ-9, GAD-7 and the target always, others where used in the episode. */
  readonly instruments: Readonly<Record<string, InstrumentView>>
  /** The target instrument's last totals in the episode, oldest first: its course at a glance. */
  readonly target_trail: readonly TrailPoint[]
  /** Of the latest PHQ-9; null: none was ever taken. */
  readonly item9: Asked | null
  readonly contacts: number
  readonly last_contact_on: CalendarDay | null
  readonly attempts_since: number
  /** From when the next contact fits, and by when it is due; null: on hold. */
  readonly next_contact_from: CalendarDay | null
  readonly next_contact_due: CalendarDay | null
  readonly last_review_on: CalendarDay | null
  readonly minutes_this_month: number
  /** The next code that more minutes would reach: a fact for planning, not a goal. */
  readonly next_band: { readonly code: string; readonly minutes_to_go: number } | null
  /** The gravest first. */
  readonly flags: readonly Flag[]
  /** Of the gravest reason alone: reasons do not add up, or many small ones would outrank safety. */
  readonly agenda_points: number
}

/** As many totals as a line of 80 pixels can show apart. */
const longestTrail = 16

export function rowOf(chart: Chart, flags: readonly Flag[], weeks: number): CaseloadRow {
  const { dossier, span, contacts, next_contact, month, today } = chart
  const { patient } = dossier
  const { row } = span
  return {
    patient_id: patient.patient_id,
    mrn: patient.mrn,
    family_name: patient.family_name,
    given_name: patient.given_name,
    birth_date: patient.birth_date,
    episode_id: row.episode_id,
    model: span.model,
    status: span.closes_on !== null && span.closes_on <= today ? 'closed' : chart.phase.phase,
    clinic: dossier.clinics.find(({ clinic_id }) => clinic_id === row.clinic_id) ?? null,
    team: teamOn(chart),
    enrolled_on: span.enrolled_on,
    weeks,
    target_instrument: chart.target.instrument,
    target_score: row.target_score,
    instruments: viewsOf(chart),
    target_trail: chart.target.totals
      .slice(-longestTrail)
      .map(({ on, total, proves }) => ({ on, total, proves })),
    item9: itemNine(chart),
    contacts: contacts.reached.length,
    last_contact_on: contacts.last?.on ?? null,
    attempts_since: contacts.attempts.length,
    next_contact_from: next_contact?.from ?? null,
    next_contact_due: next_contact?.due ?? null,
    last_review_on: chart.reviews.at(-1)?.reviewed_on ?? null,
    minutes_this_month: month.determination.minutes,
    next_band: month.determination.next,
    flags,
    agenda_points: flags.reduce((most, { points }) => Math.max(most, points), 0),
  }
}

function teamOn(chart: Chart): CaseloadRow['team'] {
  const holding = (role: TeamRole): Person | null => {
    const member = memberOf(chart, role)
    if (member === null) return null
    const person = chart.dossier.staff.find(({ staff_id }) => staff_id === member.staff_id)
    return { staff_id: member.staff_id, name: person?.name ?? member.staff_id }
  }
  return {
    care_manager: holding('care_manager'),
    psychiatric_consultant: holding('psychiatric_consultant'),
    billing_practitioner: holding('billing_practitioner'),
    clinical_staff: holding('clinical_staff'),
  }
}

const alwaysShown: Readonly<Record<string, InstrumentView>> = Object.fromEntries(
  ['phq-9', 'gad-7'].map((instrument) => [instrument, nothingYet()]),
)

function nothingYet(): InstrumentView {
  return {
    first: null,
    first_on: null,
    last: null,
    status: null,
    last_on: null,
    change: null,
    percent: null,
    at_target: false,
  }
}

const viewsOf = (chart: Chart): Readonly<Record<string, InstrumentView>> => ({
  ...alwaysShown,
  ...Object.fromEntries(
    [...chart.courses].map(([instrument, course]) => [instrument, viewOf(course, chart)]),
  ),
})

function viewOf(course: Course, { numbers }: Chart): InstrumentView {
  const { instrument, baseline, latest, latestProving } = course
  if (latest === null) return nothingYet()
  const compared =
    baseline && isInstrument(instrument)
      ? outcomes(instruments[instrument], baseline.total, latest.standing)
      : null
  return {
    first: baseline?.total ?? null,
    first_on: baseline?.on ?? null,
    last: latest.standing.total,
    status: latest.standing.status,
    last_on: latest.on,
    change: compared?.change ?? null,
    percent: compared === null ? null : (compared.percent ?? 'n/a'),
    at_target: latestProving !== null && isAtTarget(course, latestProving.total, numbers),
  }
}

const itemNine = ({ seen }: Chart): Asked | null =>
  seen.findLast(({ standing }) => standing.item9 !== undefined)?.standing.item9 ?? null

export const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** By family name, given name and, so that no two tie, the episode's id. */
export const byName = (a: CaseloadRow, b: CaseloadRow): number =>
  compare(a.family_name, b.family_name) ||
  compare(a.given_name, b.given_name) ||
  compare(a.episode_id, b.episode_id)

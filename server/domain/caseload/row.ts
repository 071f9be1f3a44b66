/** The caseload list: one row for every open episode. */
import type { CalendarDay } from '../calendar.ts'
import type { Asked } from '../instruments/index.ts'
import type { Clinic, EpisodePhase, Model, TeamRole } from '../records/index.ts'
import { type Chart, memberOf } from './chart.ts'
import type { Flag, SnoozedFlag } from './flag.ts'
import { type InstrumentView, viewsOf } from './instrument-view.ts'
import type { Parted } from './snoozes.ts'

export type { InstrumentView } from './instrument-view.ts'

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
  /** Up as well, but put aside by a person until a day. */
  readonly snoozed: readonly SnoozedFlag[]
  /** The latest question to the consultant that is not settled; of two rows it is on the first. */
  readonly question: Question | null
  /** Of the gravest reason alone: reasons do not add up, or many small ones would outrank safety. */
  readonly agenda_points: number
}

/** A care manager's open question to the consultant. */
export interface Question {
  readonly asked_on: CalendarDay
  readonly question: string
}

/** As many totals as a line of 80 pixels can show apart. */
const longestTrail = 16

/** What is made of a chart beside it. */
export interface Judged extends Parted {
  readonly weeks: number
  readonly question: Question | null
}

export function rowOf(chart: Chart, { weeks, ...judged }: Judged): CaseloadRow {
  const { dossier, span, contacts, next_contact, month, today, numbers } = chart
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
    ...judged,
    agenda_points: judged.flags.reduce(
      (most, { points }) => Math.max(most, points),
      judged.question === null ? 0 : numbers.agenda_question,
    ),
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

const itemNine = ({ seen }: Chart): Asked | null =>
  seen.findLast(({ standing }) => standing.item9 !== undefined)?.standing.item9 ?? null

export const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** By family name, given name and, so that no two tie, the episode's id. */
export const byName = (a: CaseloadRow, b: CaseloadRow): number =>
  compare(a.family_name, b.family_name) ||
  compare(a.given_name, b.given_name) ||
  compare(a.episode_id, b.episode_id)

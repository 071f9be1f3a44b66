/** Small questions that many rules ask of a dossier. */
import { type CalendarDay, dayNumber } from '../calendar.ts'
import type { Dossier } from '../dossier.ts'
import { zoneOn } from '../episode-zone.ts'
import { proves, standing } from '../instruments/index.ts'
import type {
  CaseReview,
  Consent,
  Episode,
  Score,
  Staff,
  TeamMember,
  TeamRole,
} from '../records/index.ts'
import { dayOfTime, type LocalTime, type Moment, momentOf } from '../zone.ts'

/** Whether a day lies in a span of days, both ends included; an open end goes on. */
export const covers = (
  { starts_on, ends_on }: { readonly starts_on: CalendarDay; readonly ends_on: CalendarDay | null },
  day: CalendarDay,
): boolean => starts_on <= day && (ends_on === null || day <= ends_on)

/** The team members of an episode in a role, on a day or on any day of a span. */
export const teamOf = (
  dossier: Dossier,
  episode: Episode,
  role: TeamRole,
  from?: CalendarDay,
  to: CalendarDay | undefined = from,
): readonly TeamMember[] =>
  dossier.care_team.filter(
    (one) =>
      one.role === role &&
      one.episode_id === episode.episode_id &&
      (to === undefined || one.starts_on <= to) &&
      (from === undefined || one.ends_on === null || from <= one.ends_on),
  )

export const staffOf = (dossier: Dossier, staffId: string): Staff | undefined =>
  dossier.staff.find(({ staff_id }) => staff_id === staffId)

/** A qualification on file on the day: behavioral health education or training. */
export const isQualified = (person: Staff | undefined, on: CalendarDay): boolean =>
  person !== undefined &&
  person.qualification !== null &&
  (person.qualified_from === null || person.qualified_from <= on) &&
  (person.qualified_to === null || on <= person.qualified_to)

export const isEngaged = (person: Staff | undefined): boolean =>
  person?.relationship === 'employed' || person?.relationship === 'contracted'

/** The moment of a local time of this patient's records. */
export const momentIn = (dossier: Dossier, time: LocalTime): Moment =>
  momentOf(time, zoneOn(dossier, dayOfTime(time)))

/** A consent's span of validity, as moments; revoked: up to that moment. */
export interface ConsentSpan {
  readonly consent: Consent
  readonly from: Moment
  readonly to: Moment | null
}

export const consentSpans = (dossier: Dossier): readonly ConsentSpan[] =>
  dossier.consents.map((consent) => ({
    consent,
    from: momentIn(dossier, consent.obtained_at),
    to: consent.revoked_at === null ? null : momentIn(dossier, consent.revoked_at),
  }))

/** A review proves unless somebody else entered it here and the consultant has not confirmed it. */
export const isConfirmed = ({
  entered_by,
  confirmed_by,
  psychiatric_consultant_id,
}: CaseReview): boolean =>
  entered_by === null ||
  entered_by === psychiatric_consultant_id ||
  confirmed_by === psychiatric_consultant_id

/** Scores that may prove: complete, or a total imported without its items (billing.md 6). */
export const provingScores = (dossier: Dossier): readonly Score[] =>
  dossier.scores.filter((score) => proves(standing(score)))

/** Days from one day to another, both given as days. */
export const daysFrom = (start: CalendarDay, end: CalendarDay): number =>
  dayNumber(end) - dayNumber(start)

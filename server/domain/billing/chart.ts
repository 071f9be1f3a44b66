/** Small questions that many rules ask of a dossier. */
import { type CalendarDay, dayNumber, dayNumbered } from '../calendar.ts'
import type { Dossier } from '../dossier.ts'
import { zoneOn } from '../episode-zone.ts'
import { proves, standing } from '../instruments/index.ts'
import type { Consent, Episode, Score, Staff, TeamMember, TeamRole } from '../records/index.ts'
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

/** What is said of who entered a meeting or a review, and who confirmed it. */
interface Entered {
  readonly psychiatric_consultant_id: string
  readonly entered_by: string | null
  readonly confirmed_by: string | null
}

/** It proves unless somebody else entered it here and that consultant has not confirmed it. */
export const isConfirmed = (one: Entered): boolean =>
  one.entered_by === null ||
  one.entered_by === one.psychiatric_consultant_id ||
  one.confirmed_by === one.psychiatric_consultant_id

/** Whether every day of a span lies in one of some rows. */
export function areEveryDay(
  rows: readonly { readonly starts_on: CalendarDay; readonly ends_on: CalendarDay | null }[],
  from: CalendarDay,
  to: CalendarDay,
): boolean {
  for (let day = dayNumber(from); day <= dayNumber(to); day++)
    if (!rows.some((row) => covers(row, dayNumbered(day)))) return false
  return true
}

/** Scores that may prove: complete, or a total imported without its items (billing.md 6). */
export const provingScores = (dossier: Dossier): readonly Score[] =>
  dossier.scores.filter((score) => proves(standing(score)))

/** Who bills a month, and which service their profession makes of it. */
import type { CalendarDay } from '../calendar.ts'
import type { Dossier } from '../dossier.ts'
import type { Episode, Staff, TeamMember } from '../records/index.ts'
import { staffOf, teamOf } from './chart.ts'
import type { Service } from './exclusions.ts'
import type { PolicyTerms } from './policy-terms.ts'

/** Whoever came last comes first. */
const latestFirst = (a: TeamMember, b: TeamMember): number => (a.starts_on < b.starts_on ? 1 : -1)

/** The billing practitioner on the team on a day; of several the one who came last. */
export function practitionerOn(
  dossier: Dossier,
  row: Episode,
  day: CalendarDay,
): Staff | undefined {
  const [member] = teamOf(dossier, row, 'billing_practitioner', day).toSorted(latestFirst)
  return member && staffOf(dossier, member.staff_id)
}

/** A month of an episode row: from its first day to its last, or to the closing day. */
export interface RowMonth {
  readonly row: Episode
  readonly first: CalendarDay
  readonly last: CalendarDay
}

/**
 * General BHI has a code of its own where a psychologist or social worker bills it. Who bills is told
 * by the month's last counted activity, and what counts is told by the code: where practitioners of
 * both kinds were on the team, the service that agrees with itself is taken, that of the last first.
 *
 * @param lastCountedOn the day of the month's last activity that counts for a service
 */
export function serviceOf(
  dossier: Dossier,
  { row, first, last }: RowMonth,
  terms: PolicyTerms,
  lastCountedOn: (service: Service) => CalendarDay | undefined,
): Service {
  if (row.model === 'cocm') return 'cocm'
  const billedBy = (person: Staff | undefined): Service =>
    hasOwnCode(person, terms) ? 'g0323' : 'bhi'
  const members = teamOf(dossier, row, 'billing_practitioner', first, last).toSorted(latestFirst)
  const services = new Set(members.map(({ staff_id }) => billedBy(staffOf(dossier, staff_id))))
  const [lastOne = 'bhi', ...others] = services
  if (others.length === 0) return lastOne
  const agrees = (service: Service): boolean => {
    const on = lastCountedOn(service)
    return on !== undefined && billedBy(practitionerOn(dossier, row, on)) === service
  }
  return [...services].find(agrees) ?? lastOne
}

const hasOwnCode = (person: Staff | undefined, terms: PolicyTerms): boolean =>
  person?.profession === 'clinical_psychologist' ||
  person?.profession === 'clinical_social_worker' ||
  (terms.g0323_other_professions && person?.profession === 'counselor')

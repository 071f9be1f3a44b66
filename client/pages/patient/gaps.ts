/** What a claim, or care itself, would miss: consent, first visit, coverage. Said in the header. */
import type { Chart } from '../../../server/contract/patients.ts'
import type { CalendarDay } from '../../../server/domain/calendar.ts'
import type { Consent, Episode } from '../../../server/domain/records/index.ts'

export interface Gap {
  readonly what: 'consent' | 'visit' | 'coverage'
  readonly says: string
}

export function gapsOf(
  chart: Chart,
  episode: Episode | undefined,
  today: CalendarDay,
): readonly Gap[] {
  if (!episode) return []
  const found: (Gap | false)[] = [
    !hasConsent(chart, episode, today) && {
      what: 'consent',
      says: 'No valid consent names the practitioner',
    },
    !hasVisit(chart, episode, today) && { what: 'visit', says: 'No initiating visit on record' },
    !chart.coverages.some((one) => isOn(one, today)) && {
      what: 'coverage',
      says: 'No coverage today',
    },
  ]
  return found.filter((one) => one !== false)
}

const isOn = (
  { starts_on, ends_on }: { readonly starts_on: string; readonly ends_on: string | null },
  day: string,
): boolean => starts_on <= day && (ends_on === null || day <= ends_on)

const practitionersOf = ({ care_team }: Chart, { episode_id }: Episode) =>
  care_team.filter((one) => one.episode_id === episode_id && one.role === 'billing_practitioner')

const isComplete = (one: Consent): boolean =>
  one.consult_permission && one.cost_sharing_face_to_face && one.cost_sharing_non_face_to_face

function hasConsent(chart: Chart, episode: Episode, today: CalendarDay): boolean {
  const team = practitionersOf(chart, episode).filter((one) => isOn(one, today))
  return chart.consents.some(
    (one) =>
      isComplete(one) &&
      one.obtained_at.slice(0, 10) <= today &&
      (one.revoked_at === null || one.revoked_at.slice(0, 10) > today) &&
      team.some(({ staff_id }) => staff_id === one.billing_practitioner_id),
  )
}

/** With a practitioner of the team; whether its code and its age suffice, the month's page says. */
const hasVisit = (chart: Chart, episode: Episode, today: CalendarDay): boolean =>
  chart.visits.some(
    ({ visit_on, practitioner_id }) =>
      visit_on <= today &&
      practitionersOf(chart, episode).some(({ staff_id }) => staff_id === practitioner_id),
  )

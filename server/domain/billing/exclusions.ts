/** Whose time counts (billing.md 4): one predicate a reason, tried in the order of the spec. */
import type { CalendarDay } from '../calendar.ts'
import type { Dossier } from '../dossier.ts'
import type { Episode, TeamMember } from '../records/index.ts'
import { type ConsentSpan, covers, isEngaged, isQualified } from './chart.ts'
import type { ExclusionReason } from './determined.ts'
import type { PolicyTerms } from './policy-terms.ts'
import type { Stretch } from './stretches.ts'

/** Which kind of service the time is counted for: each counts other people's time. */
export type Service = 'cocm' | 'bhi' | 'g0323'

/** What the predicates look at beside the stretch itself. */
export interface Frame {
  readonly dossier: Dossier
  readonly terms: PolicyTerms
  readonly service: Service
  readonly consents: readonly ConsentSpan[]
  /** The billing practitioners of an episode row, with their days on its team. */
  readonly practitionersOf: (episode: Episode) => readonly TeamMember[]
  /** True in a consent-missing month: judged on the time that would count with a consent. */
  readonly consentSetAside: boolean
  /** The episode row that a day lies in: from its referral to its closing. */
  readonly episodeOn: (day: CalendarDay) => Episode | undefined
  /** Whether a day comes before the visit that proves the initiating visit of its episode. */
  readonly beforeVisit: (day: CalendarDay) => boolean
}

/** Why a stretch does not count, by everything but what other stretches take; undefined: it counts. */
export function exclusionOf(stretch: Stretch, frame: Frame): ExclusionReason | undefined {
  const episode = frame.episodeOn(stretch.day)
  if (!episode) return 'not-enrolled'
  return (
    byRecord(stretch) ??
    byConsent(stretch, episode, frame) ??
    (frame.beforeVisit(stretch.day) ? 'before-initiating-visit' : undefined) ??
    byPerson(stretch, episode, frame) ??
    byCircumstance(stretch, frame)
  )
}

function byRecord({ entry: { activity } }: Stretch): ExclusionReason | undefined {
  const { kind, billed_as } = activity
  if (kind === 'clerical' || kind === 'travel' || kind === 'supervision') return 'clerical'
  return billed_as === null ? undefined : 'separately-billed'
}

/** Consent comes before services, and names the billing practitioner of that day. */
function byConsent(
  { from, day }: Stretch,
  episode: Episode,
  { practitionersOf, consents, consentSetAside }: Frame,
): ExclusionReason | undefined {
  if (consentSetAside) return undefined
  const practitioners = practitionersOf(episode)
  const begun = consents.filter(
    ({ from: since, consent }) =>
      since <= from &&
      practitioners.some(
        (one) => one.staff_id === consent.billing_practitioner_id && covers(one, day),
      ),
  )
  if (begun.some(({ to }) => to === null || from < to)) return undefined
  return begun.length > 0 ? 'after-revocation' : 'before-consent'
}

function byPerson(
  { entry: { staff }, day }: Stretch,
  episode: Episode,
  { practitionersOf, terms, service }: Frame,
): ExclusionReason | undefined {
  if (!staff || !isEngaged(staff)) return 'unqualified-staff'
  const { role } = staff
  if (role === 'care_manager' && !isQualified(staff, day)) return 'unqualified-staff'
  if (service === 'g0323') {
    const own = practitionersOf(episode).filter((one) => covers(one, day))
    if (own.some(({ staff_id }) => staff_id === staff.staff_id)) return undefined
  }
  if (role === 'psychiatric_consultant')
    return service === 'cocm' && terms.count_consultant_solo_time ? undefined : 'consultant-time'
  if (role === 'billing_practitioner')
    return service === 'bhi' || (service === 'cocm' && terms.count_practitioner_time)
      ? undefined
      : 'practitioner-time'
  if (service === 'g0323') return 'other-role'
  if (role === 'care_manager') return undefined
  return service === 'bhi' && role === 'clinical_staff' ? undefined : 'other-role'
}

function byCircumstance(
  { entry: { activity }, day }: Stretch,
  { dossier, terms }: Frame,
): ExclusionReason | undefined {
  const unanswered = activity.kind === 'outreach' && !activity.reached
  if (unanswered && !terms.count_unanswered_outreach) return 'unanswered'
  const inside = dossier.facility_stays.some(
    ({ kind, admitted_on, discharged_on }) =>
      kind !== 'emergency' && covers({ starts_on: admitted_on, ends_on: discharged_on }, day),
  )
  return inside && !terms.count_facility_time ? 'in-facility' : undefined
}

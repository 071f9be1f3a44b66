/** Enrollment as the state counts it: to the recorded discharge, or to the 90th day of silence. */
import { addDays, type CalendarDay, daysBetween, earlierOf, laterOf } from '../../calendar.ts'
import type { Dossier } from '../../dossier.ts'
import { type EpisodeSpan, spansOf } from '../../episode.ts'
import type { Activity } from '../../records/index.ts'
import { dayOfTime } from '../../zone.ts'

/** Days after the last treatment contact on which somebody unheard of counts as discharged. */
const silence = 90

const contactKinds: readonly Activity['kind'][] = [
  'assessment',
  'follow_up',
  'brief_intervention',
  'safety_planning',
  'crisis',
  'relapse_prevention',
]
const contactWays: readonly Activity['modality'][] = ['in_person', 'video', 'phone']

/** Care itself, by a care manager: no outreach, message or scheduling, nor a consultant's review. */
export interface TreatmentContact {
  readonly activity_id: string
  readonly on: CalendarDay
}

/** Oldest first. */
export function treatmentContacts({ activities, staff }: Dossier): readonly TreatmentContact[] {
  const managers = new Set(
    staff.filter(({ role }) => role === 'care_manager').map(({ staff_id }) => staff_id),
  )
  return activities
    .filter(({ reached, kind, modality }) => {
      return reached && contactKinds.includes(kind) && contactWays.includes(modality)
    })
    .filter(({ staff_id }) => managers.has(staff_id))
    .map(({ activity_id, started_at }) => ({ activity_id, on: dayOfTime(started_at) }))
    .sort((a, b) =>
      a.on === b.on ? (a.activity_id < b.activity_id ? -1 : 1) : a.on < b.on ? -1 : 1,
    )
}

/** One enrollment as the state counts it. */
export interface Enrollment {
  readonly span: EpisodeSpan
  readonly enrolled_on: CalendarDay
  readonly discharge: Discharge | null
  /** From enrollment to the last day, or to discharge where that is earlier. */
  readonly days: number
}
export interface Discharge {
  readonly on: CalendarDay
  /** The last contact, where silence ended it; null: as recorded. */
  readonly silent_since: TreatmentContact | null
}

/**
 * Enrollments in collaborative care that overlap a stretch of days by at least one, the last first.
 * @param dossier as it stood on `last`
 */
export function enrollmentsIn(
  dossier: Dossier,
  { first, last }: { readonly first: CalendarDay; readonly last: CalendarDay },
  contacts: readonly TreatmentContact[],
): readonly Enrollment[] {
  return spansOf(dossier, last)
    .filter(({ model, enrolled_on }) => model === 'cocm' && enrolled_on <= last)
    .map((span): Enrollment => {
      const discharge = dischargeOf(span, contacts, last)
      const until = earlierOf(last, discharge?.on ?? null)
      const { enrolled_on } = span
      return { span, enrolled_on, discharge, days: daysBetween(enrolled_on, until) }
    })
    .filter(({ discharge, enrolled_on }) => {
      return discharge === null || discharge.on >= laterOf(first, enrolled_on) // closed unenrolled
    })
    .sort((a, b) => (a.enrolled_on < b.enrolled_on ? 1 : -1))
}

/**
 * The recorded one or, if earlier, the 90th day after the last contact. Somebody never contacted was
 * never in silence: only a recorded discharge, or a break, ends their enrollment. Nor does a silence
 * that was over before enrollment end what had not begun.
 */
function dischargeOf(
  { starts_on, enrolled_on, closes_on }: EpisodeSpan,
  contacts: readonly TreatmentContact[],
  last: CalendarDay,
): Discharge | null {
  const recorded = closes_on !== null && closes_on <= last ? closes_on : null
  const until = earlierOf(last, recorded)
  const latest = contacts.findLast(({ on }) => starts_on <= on && on <= until)
  const asRecorded = recorded === null ? null : { on: recorded, silent_since: null }
  if (!latest) return asRecorded
  const silent = addDays(latest.on, silence)
  const isFirst = silent <= last && (recorded === null || silent < recorded)
  return isFirst && silent > enrolled_on ? { on: silent, silent_since: latest } : asRecorded
}

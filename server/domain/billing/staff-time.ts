/** Time of one person recorded for two patients at once (billing.md 4, staff-double-booked). */
import type { Engagement } from '../dossier.ts'
import { type Interval, overlaps, shared } from '../intervals.ts'
import type { Reason } from './determined.ts'
import { because } from './finding.ts'
import type { ServiceMonth } from './service-month.ts'
import { type Entry, holdsReview, overAllocatedMeetings } from './stretches.ts'

/**
 * Any overlap within the month holds both patients' claims, whatever the kinds, except between case
 * reviews that one over-allocated meeting already excludes.
 */
export function doubleBookings(month: ServiceMonth): readonly Reason[] {
  const { dossier, time } = month
  if (dossier.elsewhere.length === 0) return []
  const entries = [...new Set(time.map(({ entry }) => entry))]
  const meetings = overAllocatedMeetings(dossier)
  const isSameMeeting = (entry: Entry, { kind, ...other }: Engagement): boolean => {
    const meeting = meetings.find(({ meeting_id }) => meeting_id === entry.overAllocatedIn)
    return meeting !== undefined && holdsReview(meeting, { kind, ...other })
  }
  const clashes = entries.flatMap((entry) =>
    dossier.elsewhere
      .filter(
        (other) =>
          other.staff_id === entry.activity.staff_id &&
          isClashInMonth(month, entry, other) &&
          !isSameMeeting(entry, other),
      )
      .map(() => entry),
  )
  const days = [...new Set(clashes.map(({ day }) => day))]
  if (days.length === 0) return []
  return [
    because(
      'staff-double-booked',
      `Time of the same person for another patient overlaps this patient's on ${days.join(', ')}.`,
      'Correct the times so that nobody serves two patients at once.',
    ),
  ]
}

const isClashInMonth = (month: ServiceMonth, entry: Interval, other: Interval): boolean => {
  if (!overlaps(entry, other)) return false
  const both = shared(entry, other)!
  return month.time.some((stretch) => overlaps(stretch, both))
}

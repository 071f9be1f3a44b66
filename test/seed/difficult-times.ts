/** The demo's difficult cases of time, each by the property that makes it one. */
import { determine } from '../../server/domain/billing/determination.ts'
import { addMonths, type CalendarDay, daysBetween, monthOf } from '../../server/domain/calendar.ts'
import type { Dossier } from '../../server/domain/dossier.ts'
import { dayOfTime } from '../../server/domain/zone.ts'

/** What must be found in the demo, and how often at least. */
export type Case = readonly [says: string, holds: (dossier: Dossier) => boolean, atLeast: number]

export function timeCasesOn(today: CalendarDay): readonly Case[] {
  const lastMonth = addMonths(monthOf(today), -1)
  const minutesOf = (dossier: Dossier) => determine(dossier, lastMonth).minutes
  const enrolledOn = ({ episodes }: Dossier) => episodes[0]!.enrolled_on
  return [
    [
      'tried three times in three weeks by two ways, and not reached',
      ({ activities }) => {
        const recent = activities.filter(
          ({ started_at, kind }) =>
            kind === 'outreach' && daysBetween(dayOfTime(started_at), today) <= 21,
        )
        return (
          recent.length >= 3 &&
          recent.every(({ reached }) => !reached) &&
          new Set(recent.map(({ modality }) => modality)).size >= 2
        )
      },
      1,
    ],
    ['15 minutes', (d) => minutesOf(d) === 15, 1],
    ['29 minutes', (d) => minutesOf(d) === 29, 1],
    ['31 minutes', (d) => minutesOf(d) === 31, 1],
    [
      '35 minutes in the first month',
      (d) => minutesOf(d) === 35 && monthOf(enrolledOn(d)) === lastMonth,
      1,
    ],
    [
      'in care for nine months and more',
      (d) =>
        d.episodes.some(({ closed_on }) => closed_on === null) &&
        daysBetween(enrolledOn(d), today) > 275,
      5,
    ],
    ['in Spanish', ({ patient }) => patient.language === 'es', 10],
  ]
}

/** What frames the care: consent, the initiating visit, and who was qualified for their part. */
import { isEngaged, isQualified } from '../billing/chart.ts'
import { type CalendarDay, firstDay, lastDay } from '../calendar.ts'
import { dayOfTime } from '../zone.ts'
import type { Frozen } from './packet.ts'
import type { Section } from './sheet-parts.ts'
import { nameOf, timeText, words, yesNo } from './sheet-words.ts'

export const consentSection = ({ dossier }: Frozen): Section => ({
  title: 'Consent',
  columns: ['Obtained', 'By', 'For the practitioner', 'What was agreed to', 'Revoked'],
  widths: [1.6, 1.6, 1.6, 4, 1],
  rows: dossier.consents.map((one) => [
    `${timeText(one.obtained_at)}, ${one.mode}${
      one.documented_at ? `; documented ${timeText(one.documented_at)}` : ''
    }`,
    nameOf(dossier, one.obtained_by),
    nameOf(dossier, one.billing_practitioner_id),
    [
      `May consult other practitioners: ${yesNo(one.consult_permission)}.`,
      `Told that cost sharing applies to visits: ${yesNo(one.cost_sharing_face_to_face)},`,
      `and to work done without the patient present: ${yesNo(one.cost_sharing_non_face_to_face)}.`,
    ].join(' '),
    timeText(one.revoked_at),
  ]),
  note: dossier.consents.length === 0 ? 'None is recorded.' : null,
})

export function visitSection({ dossier, determination }: Frozen): Section {
  const element = determination.elements.find((one) => one.element === 'initiating-visit')
  const ids = new Set(element?.evidence.map(({ id }) => id))
  return {
    title: 'Initiating visit',
    columns: ['On', 'Code', 'With', 'NPI'],
    widths: [1, 1, 3, 1.5],
    rows: dossier.visits
      .filter(({ visit_id }) => ids.has(visit_id))
      .map(({ visit_on, code, practitioner_id }) => [
        visit_on,
        code,
        nameOf(dossier, practitioner_id),
        dossier.staff.find(({ staff_id }) => staff_id === practitioner_id)?.npi ?? '–',
      ]),
    note: ids.size === 0 ? (element?.because ?? 'Not judged.') : null,
  }
}

/** Everybody of the month, on the first day that they appear in it. */
export function staffSection({ dossier, determination, month }: Frozen): Section {
  const [first, last] = [firstDay(month), lastDay(month)]
  const onDay = new Map<string, CalendarDay>()
  const seen = (id: string, day: CalendarDay) => {
    const before = onDay.get(id)
    if (before === undefined || day < before) onDay.set(id, day)
  }
  const timed = [...determination.counted, ...determination.excluded].map(
    ({ activity }) => activity,
  )
  for (const { activity_id, staff_id, started_at } of dossier.activities)
    if (timed.includes(activity_id)) seen(staff_id, dayOfTime(started_at))
  for (const { staff_id, starts_on, ends_on } of dossier.care_team)
    if (starts_on <= last && (ends_on === null || ends_on >= first))
      seen(staff_id, starts_on > first ? starts_on : first)
  return {
    title: 'Staff, and their qualifications on the day',
    columns: ['Who', 'Role', 'Day', 'Qualified', 'Engaged', 'Prescribes', 'NPI'],
    widths: [2, 2.4, 1.1, 2.6, 1.2, 1, 1.2],
    rows: [...onDay].map(([id, day]) => {
      const person = dossier.staff.find(({ staff_id }) => staff_id === id)
      if (!person) return [id, 'not on file', day, '', '', '', '']
      const span = `${person.qualified_from ?? '…'} to ${person.qualified_to ?? '…'}`
      return [
        person.name,
        [words(person.role), ...(person.profession ? [words(person.profession)] : [])].join(', '),
        day,
        isQualified(person, day) ? `yes: ${person.qualification} (${span})` : 'none on file',
        isEngaged(person) ? (person.relationship ?? '') : 'no',
        yesNo(person.prescriber === true),
        person.npi ?? '–',
      ]
    }),
    note: null,
  }
}

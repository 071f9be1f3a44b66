/** What was entered as plain text, to paste into the record of the clinic. It names nobody. */
import type { RowOf } from '../../../server/domain/records/index.ts'
import { shownDay, titled, words } from '../words.ts'

type Activity = Pick<
  RowOf<'activities'>,
  'started_at' | 'ended_at' | 'kind' | 'reached' | 'modality' | 'technique' | 'counterpart' | 'note'
>

const how = { in_person: 'in person', video: 'by video', phone: 'by phone', message: 'by message' }

export function contactNote(
  row: Activity,
  minutes: number,
  { asked, next }: { readonly asked: boolean; readonly next: string | null },
): string {
  const { started_at, ended_at, modality } = row
  const from = `${shownDay(started_at.slice(0, 10))} ${started_at.slice(11, 16)}`
  const by = modality === 'none' ? '' : `, ${how[modality]}`
  const reached = row.reached ? 'Patient reached.' : 'Patient not reached.'
  return [
    `Collaborative care: ${titled(row.kind)}, ${from}–${ended_at.slice(11, 16)} (${minutes} min)${by}.`,
    asked ? reached : '',
    row.technique === null ? '' : `Technique: ${words(row.technique)}.`,
    row.counterpart === null ? '' : `Coordinated with: ${row.counterpart}.`,
    row.note ?? '',
    next === null ? '' : `Next contact: ${shownDay(next)}.`,
  ]
    .filter((line) => line !== '')
    .join('\n')
}

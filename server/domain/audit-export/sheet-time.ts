/** Every minute of the month, counted or not: when, who, what, and recorded when. */
import type { Activity } from '../records/index.ts'
import type { Frozen } from './packet.ts'
import type { Section } from './sheet-parts.ts'
import { clockText, lasting, timeText, whoIs, words } from './sheet-words.ts'

export function timeSection({ dossier, determination }: Frozen): Section {
  const seconds = determination.counted.reduce((sum, one) => sum + one.seconds, 0)
  return {
    title: 'Time that counts',
    columns: ['When', 'Who', 'What', 'Counts', 'Recorded'],
    widths: [1.9, 2.3, 2.6, 0.9, 1.6],
    rows: determination.counted.map(({ activity, seconds }) =>
      entry(dossier, activity, [lasting(seconds)]),
    ),
    note: `${lasting(seconds)} in all: ${Math.floor(seconds / 60)} whole minutes.`,
  }
}

export const excludedSection = ({ dossier, determination }: Frozen): Section => ({
  title: 'Time that does not count, and why',
  columns: ['When', 'Who', 'What', 'Why not', 'Recorded'],
  widths: [1.9, 2.3, 2.2, 1.5, 1.4],
  rows: determination.excluded.map(({ activity, seconds, reason }) =>
    entry(dossier, activity, [`${words(reason)}, ${lasting(seconds)}`]),
  ),
  note: determination.excluded.length === 0 ? 'None.' : null,
})

function entry(
  dossier: Frozen['dossier'],
  id: string,
  middle: readonly string[],
): readonly string[] {
  const activity = dossier.activities.find(({ activity_id }) => activity_id === id)
  if (!activity) return [id, '', 'not in the evidence', ...middle, '']
  const { started_at, ended_at, staff_id, recorded_at } = activity
  return [
    `${timeText(started_at)}–${clockText(ended_at)}`,
    whoIs(dossier, staff_id),
    whatText(activity),
    ...middle,
    recorded_at === null ? 'when it ended' : timeText(recorded_at),
  ]
}

const whatText = ({ kind, modality, reached, technique, counterpart }: Activity): string =>
  [
    words(kind),
    words(modality),
    ...(reached ? [] : ['not reached']),
    ...(technique ? [words(technique)] : []),
    ...(counterpart ? [`with ${counterpart}`] : []),
  ].join(', ')

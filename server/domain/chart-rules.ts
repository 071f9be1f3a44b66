/** What must hold between a row and the rest of its patient's chart. Days are the clinic's own. */
import { endedByBreak } from './bundle/break.ts'
import type { CellFault } from './bundle/fault.ts'
import type { CalendarDay } from './calendar.ts'
import { caseloadRows } from './caseload/index.ts'
import type { Dossier } from './dossier.ts'
import type { Shortfall } from './evidence.ts'
import type { Hand } from './filling.ts'
import { type AnyRow, type Episode, idOf, keyOf } from './records/index.ts'
import { changedColumns, type Rewriting } from './writing.ts'
import type { AmendedRecord } from './writing-defaults.ts'
import { dayOfTime, type LocalTime } from './zone.ts'

type Check = (rewriting: Rewriting, dossier: Dossier, hand: Hand) => readonly CellFault[]

/** Faults of a row within its chart, by column. */
export const chartFaults = (
  record: AmendedRecord,
  rewriting: Rewriting,
  dossier: Dossier,
  hand: Hand,
): readonly CellFault[] => [
  ...keyFaults(record, rewriting),
  ...futureFaults(record, rewriting, hand),
  ...(checks[record]?.(rewriting, dossier, hand) ?? []),
]

/** The columns that name a row stay as they are: another key would be another row. */
const keyFaults = (record: AmendedRecord, { before, after }: Rewriting): readonly CellFault[] =>
  before === null || idOf(record, before) === idOf(record, after)
    ? []
    : keyOf(record)
        .filter((column) => before[column] !== after[column])
        .map((column) => ({ column, expected: 'as it was: it names the row' }))

/** What happened has happened: none of these lies ahead. */
const past: Readonly<Partial<Record<AmendedRecord, readonly string[]>>> = {
  activities: ['started_at', 'ended_at'],
  scores: ['administered_on'],
  consents: ['obtained_at', 'documented_at', 'revoked_at'],
  part2_consents: ['obtained_on', 'revoked_on'],
  risk_assessments: ['assessed_at'],
  case_reviews: ['reviewed_on', 'decided_on', 'sent_on', 'carried_out_on'],
  episodes: ['closed_on'],
}

function futureFaults(
  record: AmendedRecord,
  { before, after }: Rewriting,
  { today, now }: Hand,
): readonly CellFault[] {
  return (past[record] ?? []).flatMap((column) => {
    const value = after[column]
    if (typeof value !== 'string' || value === before?.[column]) return []
    const latest = column.endsWith('_at') ? now.slice(0, value.length) : today
    if (value <= latest) return []
    return [{ column, expected: `not later than now, ${latest}` }]
  })
}

const ofThisPatient: Check = ({ after }, { episodes }) =>
  episodes.some(({ episode_id }) => episode_id === after['episode_id'])
    ? []
    : [{ column: 'episode_id', expected: 'an episode of this patient' }]

const checks: Readonly<Partial<Record<AmendedRecord, Check>>> = {
  care_team: ofThisPatient,
  episode_phases: ofThisPatient,
  case_reviews: (rewriting, { meetings }) => {
    const { meeting_id, decision, decided_by } = rewriting.after
    const known = meetings.some((meeting) => meeting.meeting_id === meeting_id)
    const undecided = decision === null || decision === 'pending'
    return [
      ...(meeting_id === null || known
        ? []
        : [{ column: 'meeting_id', expected: "a meeting of the patient's care manager" }]),
      ...(undecided || decided_by !== null
        ? []
        : [{ column: 'decided_by', expected: 'whoever decided' }]),
    ]
  },
  episodes: (rewriting, dossier) => [
    ...closingFaults(rewriting, dossier),
    ...overlapFaults(rewriting, dossier),
  ],
  services: ({ before, after }) =>
    (before ?? after)['source'] === 'external' && after['source'] === 'external'
      ? []
      : [{ column: 'source', expected: 'external: our own services come from their claims' }],
  snoozes: ({ after }) => [
    ...(String(after['flag']).startsWith('S')
      ? [{ column: 'flag', expected: 'a flag that is not one of safety: those cannot be snoozed' }]
      : []),
    ...(String(after['until_on']) <= String(after['set_on'])
      ? [{ column: 'until_on', expected: 'a day after today' }]
      : []),
  ],
}

const isClosing = ({ before, after }: Rewriting): boolean =>
  after['closed_on'] !== null && after['closed_on'] !== before?.['closed_on']

/** An episode does not end before the last care that it holds, nor without a reason. */
function closingFaults(rewriting: Rewriting, dossier: Dossier): readonly CellFault[] {
  if (!isClosing(rewriting)) return []
  const episode = rewriting.after as unknown as Episode // a row of episodes, its columns read
  const last = lastCareOf(episode, dossier)
  return [
    ...(episode.close_reason === null
      ? [{ column: 'close_reason', expected: 'a reason for closing' }]
      : []),
    ...(last !== null && episode.closed_on !== null && episode.closed_on < last
      ? [{ column: 'closed_on', expected: `a day not before the last care in it, ${last}` }]
      : []),
  ]
}

/** The last day of care from the referral on, up to the next episode of the same model. */
export function lastCareOf(episode: Episode, dossier: Dossier): CalendarDay | null {
  const next = dossier.episodes
    .filter(
      ({ model, referred_on }) => model === episode.model && referred_on > episode.referred_on,
    )
    .map(({ referred_on }) => referred_on)
    .sort()[0]
  const days = [
    ...dossier.activities.map(({ started_at }) => dayOfTime(started_at)),
    ...dossier.case_reviews.map(({ reviewed_on }) => reviewed_on),
    ...dossier.scores.map(({ administered_on }) => administered_on),
    ...dossier.risk_assessments.map(({ assessed_at }) => dayOfTime(assessed_at as LocalTime)),
  ].filter((day) => day >= episode.referred_on && (next === undefined || day < next))
  return days.sort().at(-1) ?? null
}

/** Two episodes of one model never run at once; one that a break has ended is over (bundle.md). */
function overlapFaults(rewriting: Rewriting, dossier: Dossier): readonly CellFault[] {
  const { before, after } = rewriting
  const row = after as unknown as Episode // a row of episodes, its columns read
  if (!changedColumns(rewriting).some((column) => spanning.includes(column))) return []
  const others = dossier.episodes.filter(({ episode_id }) => episode_id !== row.episode_id)
  const changed = { ...dossier, episodes: [...others, row] }
  const overlaps = others.some((other) => {
    if (other.model !== row.model) return false
    const [earlier, later] = orderOf(other) <= orderOf(row) ? [other, row] : [row, other]
    const over = earlier.closed_on !== null && earlier.closed_on <= later.referred_on
    return !over && !endedByBreak(changed, { earlier, later, line: 0 })
  })
  if (!overlaps) return []
  const expected = 'a time in which no other episode of the same model is open'
  return [{ column: before === null ? 'referred_on' : 'closed_on', expected }]
}

const spanning: readonly string[] = ['referred_on', 'closed_on', 'model']
const orderOf = ({ referred_on, closed_on, episode_id }: Episode): string =>
  `${referred_on} ${closed_on ?? '9999'} ${episode_id}`

/**
 * Why an episode may not be closed, or taken back, now: an open S1 needs a disposition first
 * (review.md). Judged on the chart as it is.
 */
export function closingRefused(
  record: AmendedRecord,
  { before, after }: { readonly before: AnyRow | null; readonly after: AnyRow | null },
  dossier: Dossier,
  today: CalendarDay,
): Shortfall | undefined {
  if (record !== 'episodes' || before === null || before['closed_on'] !== null) return undefined
  if (after !== null && !isClosing({ before, after })) return undefined
  const open = caseloadRows(dossier, today).some(({ flags }) => flags.some(({ id }) => id === 'S1'))
  if (!open) return undefined
  return {
    reason: 'safety_open',
    message: 'A positive self-harm item has no risk assessment with a disposition yet.',
    remedy: 'Record the risk assessment and its disposition, then close the episode.',
  }
}

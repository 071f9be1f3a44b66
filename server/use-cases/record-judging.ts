/** Whether a row may be kept: asked of the rules, and of the registry where a row names others. */
import type { CellFault } from '../domain/bundle/fault.ts'
import { chartFaults, closingRefused } from '../domain/chart-rules.ts'
import type { Dossier } from '../domain/dossier.ts'
import type { Whereabouts } from '../domain/episode-zone.ts'
import type { Shortfall } from '../domain/evidence.ts'
import type { Filled, Hand } from '../domain/filling.ts'
import { minutesFault } from '../domain/meeting-minutes.ts'
import { mayHold } from '../domain/permissions.ts'
import { type AnyRow, type CaseReview, type Column, columnsOf } from '../domain/records/index.ts'
import type { Registry } from '../domain/registry.ts'
import { readRow } from '../domain/row-reading.ts'
import { columnsDenied, mayWrite, type Rewriting } from '../domain/writing.ts'
import type { AmendedRecord } from '../domain/writing-defaults.ts'
import type { Lookups } from './lookups.ts'

export interface JudgingParts {
  readonly registry: Pick<Registry, 'history'>
  readonly lookups: Lookups
}

export type Judged =
  | { readonly outcome: 'fit'; readonly row: AnyRow }
  | { readonly outcome: 'forbidden'; readonly faults: readonly CellFault[] }
  | { readonly outcome: 'faulty'; readonly faults: readonly CellFault[] }
  | { readonly outcome: 'refused'; readonly shortfall: Shortfall }

/** Who may not write it at all learns nothing about the rest. */
export async function judge(
  parts: JudgingParts,
  record: AmendedRecord,
  { wanted, row }: Filled,
  dossier: Dossier,
  hand: Hand,
): Promise<Judged> {
  const denied = deniedTo(hand, record, wanted)
  if (denied) return { outcome: 'forbidden', faults: denied }
  const read = readRow(record, row, dossier)
  const rewriting = { before: wanted.before, after: read.row }
  const faults = [
    ...read.faults,
    ...chartFaults(record, rewriting, dossier, hand),
    ...(await referenceFaults(parts, record, rewriting)),
    ...(await meetingFaults(parts, record, read.row, dossier, hand)),
  ]
  if (faults.length > 0) return { outcome: 'faulty', faults }
  const shortfall = closingRefused(record, rewriting, dossier, hand.today)
  return shortfall ? { outcome: 'refused', shortfall } : { outcome: 'fit', row: read.row }
}

/** Undefined where the person may write this; else which columns stand against it, if any. */
export function deniedTo(
  { person }: Hand,
  record: AmendedRecord,
  wanted: Rewriting,
): readonly CellFault[] | undefined {
  if (!mayWrite(person.role, record)) return []
  if (!mayHold(person.role, record, wanted.after)) return []
  const columns = columnsDenied(person, record, wanted)
  return columns.length > 0 ? columns : undefined
}

/** Staff, clinics and payers that a row names must be there; the chart's own rows are its rules'. */
export async function referenceFaults(
  { registry }: JudgingParts,
  record: AmendedRecord | 'patients',
  { before, after }: Rewriting,
): Promise<readonly CellFault[]> {
  const faults: CellFault[] = []
  for (const [column, { refers, expected }] of Object.entries<Column>(columnsOf[record])) {
    const id = after[column]
    if (refers !== 'staff' && refers !== 'clinics' && refers !== 'payers') continue
    if (typeof id !== 'string' || id === before?.[column]) continue
    if ((await registry.history(refers, id)).length === 0) faults.push({ column, expected })
  }
  return faults
}

/** The cases of a meeting never take longer than the meeting. */
async function meetingFaults(
  { lookups }: JudgingParts,
  record: AmendedRecord,
  row: AnyRow,
  { meetings }: Dossier & Whereabouts,
  { now, zone }: Hand,
): Promise<readonly CellFault[]> {
  if (record !== 'case_reviews') return []
  const review = row as unknown as CaseReview // a row of that record
  const meeting = meetings.find(({ meeting_id }) => meeting_id === review.meeting_id)
  if (!meeting || review.minutes === null) return []
  const others = (await lookups.reviewMinutes(meeting)).filter(
    ({ review_id }) => review_id !== review.review_id,
  )
  const spent = others.reduce((sum, { minutes }) => sum + (minutes ?? 0), 0)
  const fault = minutesFault(meeting, spent, review.minutes, { now, zone })
  return fault ? [fault] : []
}

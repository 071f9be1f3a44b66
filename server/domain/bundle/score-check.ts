/** A score in a bundle against its instrument, as the scorer judges it (instruments.md). */
import {
  checkScore,
  instruments,
  isInstrument,
  isRefusal,
  readTotal,
} from '../instruments/index.ts'
import type { Score } from '../records/index.ts'
import type { CellFault } from './fault.ts'

type ScoreDraft = { readonly [K in keyof Score]: Score[K] | null }
/** The text of a cell: `12/27` says more than the 12 that was read. */
type TextOf = (column: string) => string

/** For a slug that no score and no episode's target may name. */
export const instrumentFault = (column: string): CellFault => ({
  column,
  expected: `one of ${Object.keys(instruments).join(', ')}`,
})

/** What the instrument refuses. A cell that could not be read was told by itself. */
export function checkStagedScore(row: ScoreDraft, text: TextOf): readonly CellFault[] {
  const { instrument, items, total, safety_items } = row
  if (instrument === null) return []
  const refusals = checkScore({ instrument, items, total, safety_items })
  const written = total === null ? undefined : readWritten(instrument, text('total'))
  const misread = written !== undefined && isRefusal(written)
  if (refusals.length === 0 && !misread) return refusals
  const unread =
    (items === null && text('items') !== '') || (total === null && text('total') !== '')
  const faults: CellFault[] = refusals.filter(({ column }) => column !== 'total' || !unread)
  if (misread && !faults.some(({ column }) => column === 'total'))
    faults.push({ column: 'total', expected: written.expected })
  return faults
}

/** What was read otherwise than written: `12/27 was read as 12`. */
export function noteOnTotal(slug: unknown, written: string): string | null {
  if (written === '' || typeof slug !== 'string') return null
  const read = readWritten(slug, written)
  return !read || isRefusal(read) ? null : read.note
}

const readWritten = (slug: string, written: string) =>
  isInstrument(slug) ? readTotal(written, instruments[slug]) : undefined

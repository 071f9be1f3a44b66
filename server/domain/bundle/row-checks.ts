/**
 * What must hold within one row, beyond each cell on its own. Only contradictions that the contract
 * names, or that no clinic could mean, are faults: a spreadsheet is allowed to be incomplete.
 */
import { caseloadDefaults } from '../caseload/numbers.ts'
import { isInstrument } from '../instruments/index.ts'
import type { AnyRow, RecordName, RowOf } from '../records/index.ts'
import type { Moment } from '../zone.ts'
import type { CellFault } from './fault.ts'
import { checkStagedScore, instrumentFault, noteOnTotal } from './score-check.ts'

/** A row as far as it could be read: what was missing or unreadable is null. */
export type Draft<R extends RecordName> = {
  readonly [K in keyof RowOf<R>]: RowOf<R>[K] | null
}

/** What a check sees besides the row: the moments of its times, and the text of a cell. */
export interface Sight {
  readonly moments: Readonly<Record<string, Moment>>
  readonly text: (column: string) => string
}

type Check<R extends RecordName> = (row: Draft<R>, sight: Sight) => readonly CellFault[]

const longestActivity = 8 * 3600
const nothing: readonly CellFault[] = []

/** A day that must not come before another one of the same row. */
const notBefore =
  (later: string, earlier: string): ((row: AnyRow) => readonly CellFault[]) =>
  (row) => {
    const [from, to] = [row[earlier], row[later]]
    return typeof from === 'string' && typeof to === 'string' && to < from
      ? [{ column: later, expected: `a day not before ${earlier}, ${from}` }]
      : []
  }

/** A time that must come after another one of the row, or at the same moment. */
function timeOrder(
  { moments }: Sight,
  later: string,
  earlier: string,
  bound: 'after' | 'not before',
): readonly CellFault[] {
  const [from, to] = [moments[earlier], moments[later]]
  if (from === undefined || to === undefined) return nothing
  const holds = bound === 'after' ? to > from : to >= from
  return holds ? nothing : [{ column: later, expected: `a time ${bound} ${earlier}` }]
}

function checkActivity(row: Draft<'activities'>, sight: Sight): readonly CellFault[] {
  const { started_at: from, ended_at: to } = sight.moments
  const faults = [
    ...timeOrder(sight, 'ended_at', 'started_at', 'after'),
    ...timeOrder(sight, 'recorded_at', 'ended_at', 'not before'),
    ...attestedWhole(sight),
  ]
  if (from === undefined || to === undefined || to - from <= longestActivity) return faults
  const expected = `at most 8 hours after started_at, ${row.started_at}`
  return [{ column: 'ended_at', expected }, ...faults]
}

const attestation = ['attested_by', 'attested_at', 'attest_reason'] as const

/** An attestation without who, when or why is none. */
function attestedWhole({ text }: Sight): readonly CellFault[] {
  const missing = attestation.filter((column) => text(column) === '')
  if (missing.length === 0 || missing.length === attestation.length) return nothing
  const expected = 'attested_by, attested_at and attest_reason together'
  return missing.map((column) => ({ column, expected }))
}

function checkEpisode(row: Draft<'episodes'>): readonly CellFault[] {
  const closing = row.close_reason !== null && row.closed_on === null
  const { target_instrument: target } = row
  return [
    ...notBefore('closed_on', 'referred_on')(row),
    ...(closing ? [{ column: 'closed_on', expected: 'a day of closing beside close_reason' }] : []),
    ...(target !== null && !isInstrument(target) ? [instrumentFault('target_instrument')] : []),
  ]
}

/** More than all of a score is never lost: whoever was to improve by it never would. */
function checkNumber({ name, value }: Draft<'site_numbers'>): readonly CellFault[] {
  const isShare = name !== null && caseloadDefaults[name]?.unit === 'percent'
  if (!isShare || value === null || value <= 100) return nothing
  return [{ column: 'value', expected: 'a percentage from 1 to 100' }]
}

const checks: { readonly [R in RecordName]?: Check<R> } = {
  staff: notBefore('qualified_to', 'qualified_from'),
  policies: notBefore('effective_to', 'effective_from'),
  site_numbers: checkNumber,
  coverages: notBefore('ends_on', 'starts_on'),
  episodes: checkEpisode,
  care_team: notBefore('ends_on', 'starts_on'),
  diagnoses: notBefore('resolved_on', 'recorded_on'),
  consents: (_row, sight) => timeOrder(sight, 'revoked_at', 'obtained_at', 'not before'),
  facility_stays: notBefore('discharged_on', 'admitted_on'),
  authorizations: notBefore('ends_on', 'starts_on'),
  part2_consents: (row) => [
    ...notBefore('expires_on', 'obtained_on')(row),
    ...notBefore('revoked_on', 'obtained_on')(row),
  ],
  medications: notBefore('stopped_on', 'started_on'),
  covers: notBefore('ends_on', 'starts_on'),
  scores: (row, { text }) => checkStagedScore(row, text),
  activities: checkActivity,
  meetings: (_row, sight) => timeOrder(sight, 'ended_at', 'started_at', 'after'),
}

/** What is wrong within a row; nothing where a record has no rules of its own. */
export function checkRow(record: RecordName, row: AnyRow, sight: Sight): readonly CellFault[] {
  // the table pairs each record with the check of its own rows, which its name picks here
  const check = checks[record] as ((row: AnyRow, sight: Sight) => readonly CellFault[]) | undefined
  return check ? check(row, sight) : nothing
}

/** What was taken although it was not written plainly, or is worth a second look. */
export function noteOn(record: RecordName, row: AnyRow, text: Sight['text']): string | null {
  if (record === 'scores') return noteOnTotal(row['instrument'], text('total'))
  if (record === 'episodes' && row['closed_on'] !== null && row['close_reason'] === null)
    return 'closed without a reason'
  return null
}

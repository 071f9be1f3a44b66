/** A row made whole: nothing left out, and what only the registry may say filled in. */
import type { CalendarDay } from './calendar.ts'
import type { Person } from './permissions.ts'
import { type AnyRow, columnsOf } from './records/index.ts'
import { changedColumns, type Rewriting } from './writing.ts'
import {
  type AddedRecord,
  type AmendedRecord,
  madeIds,
  presumed,
  type Said,
  stamped,
} from './writing-defaults.ts'
import { type Instant, type LocalTime, localTimeOf, type Moment, type TimeZone } from './zone.ts'

/** Who writes, on which day and at which time of the patient's clinic. */
export interface Hand {
  readonly person: Person
  readonly today: CalendarDay
  readonly now: LocalTime
  readonly zone: TimeZone
}

/** What a clinic's clock shows at an instant. */
export const localNow = (at: Instant, zone: TimeZone): LocalTime =>
  localTimeOf(Math.floor(Date.parse(at) / 1000) as Moment, zone) // whole seconds

/** What the registry gives a new row. */
export interface Given {
  readonly patient_id: string
  /** Unique, and telling nothing. */
  readonly id: string
}

type Table = Readonly<Partial<Record<string, Readonly<Record<string, Said>>>>>

const saidBy = (hand: Hand, said: Said): string =>
  said === 'person' ? hand.person.staff_id : said === 'today' ? hand.today : hand.now

const filledBy = (table: Table, record: string, hand: Hand): AnyRow =>
  Object.fromEntries(
    Object.entries(table[record] ?? {}).map(([column, said]) => [column, saidBy(hand, said)]),
  )

/** A row as its writer wants it, which is what they must be allowed, and as it will be kept. */
export interface Filled {
  readonly wanted: Rewriting
  readonly row: AnyRow
}

/** A new row with all its columns: as sent, as presumed, as stamped, or absent. */
export function wholeRow(record: AddedRecord, sent: AnyRow, hand: Hand, given: Given): Filled {
  const ids: Readonly<Partial<Record<string, string>>> = madeIds
  const idColumn = ids[record]
  const own: AnyRow = {
    ...filledBy(presumed, record, hand),
    ...sent,
    ...filledBy(stamped, record, hand),
    patient_id: given.patient_id,
    ...(idColumn === undefined ? {} : { [idColumn]: given.id }),
  }
  const after = Object.fromEntries(
    Object.keys(columnsOf[record]).map((column) => [column, own[column] ?? null]),
  )
  return signed(record, { before: null, after }, hand)
}

/** An amended row: the changes over what was, and the signatures that follow from them. */
export const amendedRow = (
  record: AmendedRecord,
  before: AnyRow,
  changes: AnyRow,
  hand: Hand,
): Filled => signed(record, { before, after: { ...before, ...changes } }, hand)

/** What somebody puts their name to carries their name and the time; changed, it is open again. */
function signed(record: AmendedRecord, wanted: Rewriting, hand: Hand): Filled {
  const changed = new Set(changedColumns(wanted))
  const signature = signatures[record]?.(wanted, changed, hand)
  return { wanted, row: { ...wanted.after, ...signature } }
}

type Sign = (rewriting: Rewriting, changed: ReadonlySet<string>, hand: Hand) => AnyRow

/** The day beside a name that was just put there. */
const dated =
  (name: string, on: string, what: (hand: Hand) => string): Sign =>
  ({ after }, changed, hand) =>
    changed.has(name) ? { [on]: after[name] === null ? null : what(hand) } : {}

/** Time that is changed is recorded anew: billing asks when it was written down (billing.md 4). */
const timeSigned: Sign = ({ before, after }, changed, { person, now }) => {
  const moved = before !== null && (changed.has('started_at') || changed.has('ended_at'))
  const again = moved
    ? { recorded_at: now, attested_by: null, attested_at: null, attest_reason: null }
    : {}
  if (!changed.has('attest_reason')) return again
  if (after['attest_reason'] === null) return { ...again, attested_by: null, attested_at: null }
  const named = changed.has('attested_by') && after['attested_by']
  const attested_by = named || person.staff_id
  return { ...again, attest_reason: after['attest_reason'], attested_by, attested_at: now }
}

/** What a consultant confirms; changed by somebody else, it waits for the consultant again. */
const reviewed = [
  'meeting_id',
  'reviewed_on',
  'psychiatric_consultant_id',
  'recommendation',
  'recommends_change',
  'note',
  'kind',
  'minutes',
]

const reviewSigned: Sign = (rewriting, changed, hand) => {
  const { before, after } = rewriting
  const rewritten = before !== null && reviewed.some((column) => changed.has(column))
  const entered = rewritten
    ? { entered_by: hand.person.staff_id, confirmed_by: null, confirmed_at: null }
    : dated('confirmed_by', 'confirmed_at', ({ now }) => now)(rewriting, changed, hand)
  const decides = changed.has('decision') && after['decision'] !== null
  if (!decides || after['decision'] === 'pending') return entered
  const self = hand.person.role === 'billing_practitioner' ? hand.person.staff_id : null
  const decided_by = after['decided_by'] ?? self
  return { ...entered, decided_by, decided_on: after['decided_on'] ?? hand.today }
}

const signatures: Readonly<Partial<Record<AmendedRecord, Sign>>> = {
  activities: timeSigned,
  case_reviews: reviewSigned,
  risk_assessments: dated('step_down_approved_by', 'step_down_approved_on', ({ today }) => today),
}

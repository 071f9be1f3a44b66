/** What has changed about the evidence of a claim since it was emitted, and what follows from it. */
import { determine } from '../billing/determination.ts'
import type { Determination, Line } from '../billing/determined.ts'
import { addDays, type CalendarDay } from '../calendar.ts'
import { canonicalText } from '../canonical.ts'
import type { Dossier } from '../dossier.ts'
import type { AnyRow } from '../records/index.ts'
import { evidenceRows, evidenceText, restsOn } from './evidence.ts'
import type { ClaimProof } from './proof.ts'

export interface ColumnChange {
  readonly column: string
  readonly before: unknown
  readonly after: unknown
}

/** One row of evidence that is not what it was. */
export interface RowChange {
  readonly record: string
  readonly id: string
  /** `gone`: taken back as entered in error. */
  readonly kind: 'amended' | 'added' | 'gone'
  readonly columns: readonly ColumnChange[]
}

export interface Difference {
  /** `rules`: the evidence is as it was, but this program judges it otherwise. */
  readonly cause: 'evidence' | 'rules'
  readonly rows: readonly RowChange[]
  /** What would be said of the month today. */
  readonly now: Determination
  /** Something that was billed is no longer proven. */
  readonly says_less: boolean
}

/** Undefined where the month rests on the very same evidence and says the same. */
export function differenceOf(proof: ClaimProof, dossier: Dossier): Difference | undefined {
  const { month, determination: then } = proof
  const now = determine(dossier, month)
  if (evidenceText(dossier, now) === evidenceText(proof.dossier, then)) return undefined
  const rows = rowChanges(proof, dossier, now)
  const again = determine(proof.dossier, month)
  const isRules =
    rows.length === 0 && evidenceText(proof.dossier, again) === evidenceText(dossier, now)
  return {
    cause: isRules ? 'rules' : 'evidence',
    rows,
    now,
    says_less: saysLess(then.lines, now.lines),
  }
}

/** Rows that the month rested on then, or rests on now, where the two are not alike. */
function rowChanges(proof: ClaimProof, dossier: Dossier, now: Determination) {
  const before = evidenceRows(proof.dossier, proof.month)
  const after = evidenceRows(dossier, proof.month)
  const named = new Set([...proof.evidence, ...restsOn(dossier, now)])
  return [...named].sort().flatMap((name): RowChange[] => {
    const [was, is] = [before.get(name), after.get(name)]
    const columns = columnChanges(was ?? {}, is ?? {})
    if (columns.length === 0) return []
    const [record = '', ...id] = name.split('/')
    const kind = was === undefined ? 'added' : is === undefined ? 'gone' : 'amended'
    return [{ record, id: id.join('/'), kind, columns }]
  })
}

function columnChanges(was: AnyRow, is: AnyRow): readonly ColumnChange[] {
  const columns = new Set([...Object.keys(was), ...Object.keys(is)])
  return [...columns].flatMap((column): ColumnChange[] => {
    const [before, after] = [was[column] ?? null, is[column] ?? null]
    return canonicalText(before) === canonicalText(after) ? [] : [{ column, before, after }]
  })
}

/** Whether fewer units of a code are proven than were billed. */
export const saysLess = (billed: readonly Line[], proven: readonly Line[]): boolean =>
  billed.some(({ code, units }) => {
    const now = proven.find((line) => line.code === code)
    return now === undefined || now.units < units
  })

/** Days in which an overpayment has to be reported and returned (42 CFR 401.305). */
export const overpaymentDays = 60

/** The last day for an overpayment that was found on a day. */
export const refundDue = (since: CalendarDay): CalendarDay => addDays(since, overpaymentDays)

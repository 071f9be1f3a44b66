/** What is typed into an order, what is wrong with it, and what is sent. */
import type { AuditExportOrder } from '../../../server/contract/audit-exports.ts'
import { isCalendarMonth } from '../../../server/domain/calendar.ts'

export interface Granted {
  readonly patient: string
  readonly month: AuditExportOrder['months'][number]['month']
  /** Whom and which month it is, for whoever ticks it. */
  readonly says: string
}

export interface Typed {
  readonly by: 'claims' | 'month' | 'granted'
  /** A number on each line. */
  readonly claims: string
  readonly month: string
  readonly payer: string
  readonly unclaimed: boolean
  /** Granted months that are wanted, as `patient month`. */
  readonly granted: readonly string[]
  readonly count: string
  readonly seed: string
  readonly recipient: string
  readonly purpose: string
  readonly pseudonymized: boolean
  readonly leaveOut: boolean
}

export const nameOf = ({ patient, month }: Granted): string => `${patient} ${month}`

/** What an order begins with: claims that were chosen elsewhere, or everything that is granted. */
export const begun = (
  isAuditor: boolean,
  claims: readonly string[],
  granted: readonly Granted[],
): Typed => ({
  by: isAuditor ? 'granted' : claims.length > 0 ? 'claims' : 'month',
  claims: claims.join('\n'),
  month: '',
  payer: '',
  unclaimed: false,
  granted: granted.map(nameOf),
  count: '',
  seed: '1',
  recipient: '',
  purpose: '',
  pseudonymized: false,
  leaveOut: false,
})

export type Faults = Partial<Record<keyof Typed, string>>

const whole = /^\d{1,9}$/
const numbersIn = (text: string): readonly string[] => text.split(/[\s,;]+/).filter(Boolean)

export function faultsOf(typed: Typed): Faults {
  const { by, claims, month, granted, count, seed, recipient, purpose } = typed
  const numbers = numbersIn(claims)
  const isBadNumber = numbers.some((one) => !/^[A-Za-z0-9._-]{1,64}$/.test(one))
  return {
    ...(by === 'claims' && numbers.length === 0 ? { claims: 'is needed' } : {}),
    ...(by === 'claims' && isBadNumber ? { claims: 'must be numbers of claims' } : {}),
    ...(by === 'month' && !isCalendarMonth(month) ? { month: 'must be a month: 2026-10' } : {}),
    ...(by === 'granted' && granted.length === 0 ? { granted: 'Choose at least one month.' } : {}),
    ...(count !== '' && !(whole.test(count) && Number(count) > 0 && Number(count) <= 100_000)
      ? { count: 'must be a number, or empty' }
      : {}),
    ...(count !== '' && !whole.test(seed) ? { seed: 'must be a number' } : {}),
    ...(recipient.trim() === '' ? { recipient: 'is needed' } : {}),
    ...(purpose.trim() === '' ? { purpose: 'is needed' } : {}),
  }
}

/** @param typed without a fault */
export function orderOf(typed: Typed, granted: readonly Granted[]): AuditExportOrder {
  const { by, month, count, seed } = typed
  const wanted = new Set(typed.granted)
  const isMonth = by === 'month' && isCalendarMonth(month)
  return {
    claims: by === 'claims' ? [...new Set(numbersIn(typed.claims))] : [],
    months:
      by === 'granted'
        ? granted
            .filter((one) => wanted.has(nameOf(one)))
            .map(({ patient, month }) => ({ patient, month }))
        : [],
    month: isMonth ? month : null,
    payer_id: isMonth && typed.payer !== '' ? typed.payer : null,
    unclaimed: isMonth && typed.payer === '' && typed.unclaimed,
    sample: count === '' ? null : { count: Number(count), seed: Number(seed) },
    recipient: typed.recipient.trim(),
    purpose: typed.purpose.trim(),
    pseudonymized: typed.pseudonymized,
    leave_out: typed.leaveOut,
  }
}

/** Whose months somebody may order an export of, and have it, now. */
import { mayAudit, mayHoldSubstanceUse } from '../../domain/grants.ts'
import type { Asking } from '../sight.ts'
import type { Order } from './order.ts'

export interface Unseen {
  readonly outcome: 'unseen'
  readonly patient_id: string | null
}

/** An auditor's is of the months that a request names now, and of no other. */
export function outOfReach({ wanted, cleared }: Order, asking: Asking): Unseen | undefined {
  const { person, grants = [], at } = asking
  if (person.role !== 'auditor') return undefined
  const beyond =
    wanted.find(({ patient_id, month }) => !mayAudit(grants, patient_id, month, at))?.patient_id ??
    cleared?.find((id) => !mayHoldSubstanceUse(person, grants, id, at))
  return beyond === undefined ? undefined : { outcome: 'unseen', patient_id: beyond }
}

/** Whose substance-use records they may hold; of whoever bills: everybody's. */
export function clearedOf(
  wanted: Order['wanted'],
  { person, grants = [], at }: Asking,
): Pick<Order, 'cleared'> {
  if (person.role !== 'auditor') return {}
  const patients = [...new Set(wanted.map(({ patient_id }) => patient_id))]
  return { cleared: patients.filter((id) => mayHoldSubstanceUse(person, grants, id, at)) }
}

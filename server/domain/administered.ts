/** What an administrator keeps: people, places, payers, their rules, and who stands in for whom. */
import type { Administered } from './administered-records.ts'
import type { CellFault } from './bundle/fault.ts'
import { checkVersions, isPolicy, knownPolicy } from './bundle/policies.ts'
import { readTerms } from './bundle/policy-terms-check.ts'
import { checkRow } from './bundle/row-checks.ts'
import { addDays } from './calendar.ts'
import { type AnyRow, keyOf, type Policy } from './records/index.ts'
import { readRow } from './row-reading.ts'

/** The id that the registry makes; what holds from a day on is named by its name and that day. */
export const madeId = (record: Administered): string | null => {
  const [first, ...more] = keyOf(record)
  return more.length > 0 ? null : first!
}

/** Whether a row may be kept, beside the other versions of policies. References are not looked up. */
export function administeredFaults(
  record: Administered,
  row: AnyRow,
  others: readonly Policy[],
): readonly CellFault[] {
  if (record === 'policies') return policyFaults(row as unknown as Policy, others) // a row of it
  const { faults } = readRow(record, row, { episodes: [], clinics: [] })
  if (record === 'payers' && !isPolicy(String(row['policy']), others))
    return [...faults, { column: 'policy', expected: knownPolicy }]
  if (record === 'covers' && row['absent_staff_id'] === row['covering_staff_id'])
    return [...faults, { column: 'covering_staff_id', expected: 'somebody else' }]
  return faults
}

function policyFaults(row: Policy, others: readonly Policy[]): readonly CellFault[] {
  const terms = readTerms(row.terms as Readonly<Record<string, unknown>>) // keys of an object
  const known = others.map((other) => ({ ...other, line: null }))
  return [
    ...terms.faults.map(({ column, expected }) => ({ column: `terms/${column}`, expected })),
    ...checkRow('policies', { ...row }, { moments: {}, text: () => '' }),
    ...checkVersions([...known, { ...row, line: 1 }]),
  ]
}

/** The version that a new one takes over from: it was open, and ends on the day before. */
export function endedBy(row: Policy, others: readonly Policy[]): Policy | undefined {
  const open = others.find(
    ({ policy, effective_from, effective_to }) =>
      policy === row.policy && effective_to === null && effective_from < row.effective_from,
  )
  return open && { ...open, effective_to: addDays(row.effective_from, -1) }
}

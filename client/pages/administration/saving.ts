/** Saves an administered row: a new one, or the columns of a known one that have changed. */
import type { Administered } from '../../../server/contract/administration.ts'
import type { AnyRow } from '../../../server/domain/records/index.ts'
import { useAddAdministered, useAmendAdministered } from '../../api/administration.ts'
import type { Known } from './known.ts'

export function useSaving(record: Administered, base: Known | null, onSaved: () => void) {
  const adding = useAddAdministered(record)
  const amending = useAmendAdministered(record)
  const { isPending, error } = base === null ? adding : amending
  const amend = ({ key, version }: Known, columns: AnyRow, reason: string): void => {
    if (Object.keys(columns).length === 0) onSaved()
    else amending.mutate({ key, version, columns, reason }, { onSuccess: onSaved })
  }
  return {
    isPending,
    error,
    reset: () => amending.reset(),
    save(row: AnyRow, reason: string): void {
      if (isPending) return
      if (base === null) adding.mutate(row, { onSuccess: onSaved })
      else amend(base, changedIn(base.row, row), reason)
    },
  }
}

/** Terms are compared by what they say. */
const changedIn = (before: AnyRow, now: AnyRow): AnyRow =>
  Object.fromEntries(
    Object.entries(now).filter(
      ([name, value]) => JSON.stringify(before[name] ?? null) !== JSON.stringify(value ?? null),
    ),
  )

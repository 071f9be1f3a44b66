/** Which clinic and which care manager's patients one looks at: narrows every list; memory only. */
import { useCallback } from 'react'
import { useKept } from '../kept.ts'

export interface Place {
  readonly id: string
  readonly name: string
}

/** Null: all of them. */
export interface Scope {
  readonly clinic: Place | null
  readonly care_manager: Place | null
}

const everything: Scope = { clinic: null, care_manager: null }

/** Where a patient is treated, and by whom: of every row of every list. */
export interface Placed {
  readonly clinic: { readonly clinic_id: string; readonly name: string } | null
  readonly care_manager: { readonly staff_id: string; readonly name: string } | null
}

export const isWithin = ({ clinic, care_manager }: Scope, row: Placed): boolean =>
  (clinic === null || row.clinic?.clinic_id === clinic.id) &&
  (care_manager === null || row.care_manager?.staff_id === care_manager.id)

export const isWhole = ({ clinic, care_manager }: Scope): boolean =>
  clinic === null && care_manager === null

export const scopeWords = ({ clinic, care_manager }: Scope): string =>
  [care_manager?.name, clinic?.name].filter(Boolean).join(' · ') || 'All patients'

export function useScope() {
  const [scope, setScope] = useKept<Scope>('scope', everything)
  const within = useCallback((row: Placed) => isWithin(scope, row), [scope])
  return { scope, setScope, within, isWhole: isWhole(scope), widen: () => setScope(everything) }
}

/** A row of the caseload, as it is placed. */
export const placedIn = ({
  clinic,
  team,
}: {
  readonly clinic: Placed['clinic']
  readonly team: { readonly care_manager: Placed['care_manager'] }
}): Placed => ({ clinic, care_manager: team.care_manager })

/** A column of the caseload, as every part of the list knows it. */
import type { ReactNode } from 'react'
import type { Value } from './caseload-rows.ts'
import type { Listed } from './caseload-state.ts'

export interface Column {
  readonly id: string
  /** The head of the column: as short as it is narrow. */
  readonly head: string
  /** What it is called where there is room. */
  readonly says: string
  readonly isNumber?: boolean
  /** For sorting and for a file; null is unknown. */
  readonly value: (one: Listed) => Value
  readonly show: (one: Listed) => ReactNode
}

/** A row as the administration knows it, and what is open of it. */
import type { AdministrationView } from '../../../server/contract/administration.ts'
import type { AnyRow } from '../../../server/domain/records/index.ts'

export interface Known {
  readonly key: string
  readonly version: number
  readonly row: AnyRow
}

/** What is open: a row, or a new one, perhaps begun from another. */
export type Opened = { readonly known: Known | null; readonly given: AnyRow } | null

export type Account = AdministrationView['accounts'][number]
/** What can be done to an account. */
export type Deed = 'disable' | 'enable' | 'reset' | 'factor'

export const deedWords: Readonly<Record<Deed, string>> = {
  disable: 'Disable',
  enable: 'Enable',
  reset: 'New one-time password',
  factor: 'Reset second factor',
}

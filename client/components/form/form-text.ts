/** What a form says of a record and of each of its columns. */
import type { Role } from '../../../server/domain/records/people.ts'

export interface FieldText {
  readonly label: string
  readonly hint?: string
  /** Room for several lines. */
  readonly long?: true
  /** Of staff: who can be chosen; absent: everybody. */
  readonly roles?: readonly Role[]
}

export interface FormText {
  /** "medication": what one row is. */
  readonly one: string
  readonly fields: Readonly<Record<string, FieldText>>
}

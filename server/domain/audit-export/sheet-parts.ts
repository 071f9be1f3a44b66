/** What a sheet is put together from. */
import type { CalendarDay } from '../calendar.ts'

/** A table under a heading; without rows, what is said instead. */
export interface Section {
  readonly title: string
  readonly columns: readonly string[]
  /** Shares of the width, one for each column. */
  readonly widths: readonly number[]
  readonly rows: readonly (readonly string[])[]
  /** Stands below the rows, or in their place. */
  readonly note: string | null
}

export interface SheetCourse {
  readonly title: string
  readonly highest: number
  readonly points: readonly { readonly on: CalendarDay; readonly total: number }[]
  /** Lines across: the baseline's half, remission. */
  readonly marks: readonly { readonly at: number; readonly says: string }[]
}

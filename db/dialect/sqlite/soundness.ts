/** What the engine itself can say about a file: whether it hangs together, not what stands in it. */
import { type Query, query } from './statement.ts'

const pragma = <T>(text: string): Query<T> =>
  query<T>({}, () => ({ toSQL: () => ({ sql: text, params: [] }) }))

/** The first fault of the file's structure, or `ok`. */
export const structureFault = pragma<{ integrity_check: string }>('pragma integrity_check(1)')

/** Rows that name a row that is not there. */
export const danglingReferences = pragma<{ table: string; rowid: number | null; parent: string }>(
  'pragma foreign_key_check',
)

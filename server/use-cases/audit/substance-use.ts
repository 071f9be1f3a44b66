/** Whether a change concerned substance use: its own row says, in the version that it made. */
import type { Line } from '../../domain/audit/trail.ts'
import { isSubstanceUse } from '../../domain/permissions.ts'
import type { RecordName } from '../../domain/records/index.ts'
import type { Registry } from '../../domain/registry.ts'

/** The records in which such a row can stand. */
const looked: readonly string[] = ['diagnoses', 'scores'] satisfies readonly RecordName[]
/** A consent under Part 2 is about nothing else. */
const always: readonly string[] = ['part2_consents']

export async function flagged(
  { history }: Pick<Registry, 'history'>,
  lines: readonly Line[],
): Promise<readonly Line[]> {
  const flags: Line[] = []
  for (const line of lines) {
    const substance_use = line.log === 'changes' ? await concerns(history, line) : null
    flags.push(substance_use === null ? line : { ...line, substance_use })
  }
  return flags
}

async function concerns(
  history: Registry['history'],
  { what, row_id, version }: Line,
): Promise<boolean> {
  if (always.includes(what)) return true
  if (!looked.includes(what) || row_id === null) return false
  const record = what as RecordName // it is one of those above
  const versions = await history(record, row_id)
  return versions.some((one) => one.version === version && isSubstanceUse(record, one.row))
}

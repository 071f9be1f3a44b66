/** Reading the access log back: for reports, and for whoever asks who looked at them. */
import type { Session } from '#dialect'
import type { Instant } from '../../server/domain/zone.ts'
import type { AccessEntry } from './entry.ts'
import { readingMonth } from './month-reader.ts'
import { monthOfInstant, monthsKept } from './months.ts'
import { entriesAfter, instants, membersOf } from './statements.ts'

/** Which entries: from an instant (included) to another (not included), showing one patient. */
export interface EntriesWanted {
  readonly from?: Instant
  readonly to?: Instant
  readonly patient?: string
}

/** How many entries are read at once; between pages the file is left alone. */
const pageSize = 500

/** The entries wanted, in the order of their chain. An entry may stand in a later month's file. */
export async function* entriesOf(
  registryFile: string,
  wanted: EntriesWanted,
): AsyncGenerator<AccessEntry> {
  const first = wanted.from === undefined ? '' : monthOfInstant(wanted.from)
  for (const month of monthsKept(registryFile).filter((kept) => kept >= first)) {
    let page: readonly AccessEntry[] = []
    do {
      const after = page.at(-1)?.seq ?? 0
      page = await readingMonth(registryFile, month, (session) => pageOf(session, wanted, after))
      yield* page
    } while (page.length === pageSize)
  }
}

async function pageOf(
  session: Session,
  { from = instants.first, to = instants.last, patient }: EntriesWanted,
  after: number,
): Promise<AccessEntry[]> {
  const rows = await session.rows(entriesAfter, {
    after,
    from,
    to,
    patient: patient ?? null,
    limit: pageSize,
  })
  const shown = shownIn(session)
  const entries: AccessEntry[] = []
  for (const { who, role, shown_hash, hash, ...said } of rows)
    entries.push({
      ...said,
      actor: { who, role },
      patients: await shown(shown_hash),
      hash: hash.toString('hex'),
    })
  return entries
}

/** The people behind a set's hash, each set read once. */
export function shownIn(
  session: Session,
): (shown_hash: Buffer | null) => Promise<readonly string[]> {
  const known = new Map<string, readonly string[]>()
  return async (shown_hash) => {
    if (shown_hash === null) return []
    const name = shown_hash.toString('hex')
    const members =
      known.get(name) ??
      (await session.rows(membersOf, { shown_hash })).map(({ patient_id }) => patient_id)
    known.set(name, members)
    return members
  }
}

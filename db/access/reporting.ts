/** The access log for reports: the newest first, months opened one by one and only as far as needed. */
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Session } from '#dialect'
import { categoryOfAccess } from '../../server/domain/audit/category.ts'
import type {
  Glance,
  Line,
  LinesWanted,
  NewestLines,
  Place,
  Span,
  Trail,
} from '../../server/domain/audit/trail.ts'
import { byNewest } from '../../server/domain/audit/trail.ts'
import type { CalendarMonth } from '../../server/domain/calendar.ts'
import { readingMonth } from './month-reader.ts'
import { monthOfInstant, monthsKept } from './months.ts'
import * as statements from './report-statements.ts'

/** How many people of a list a line names. */
const named = 5

type Ask = (session: Session, before: Place, limit: number) => Promise<statements.LineRow[]>

export const accessReports = (registryFile: string): Omit<Trail, 'changes'> => ({
  accesses: newestIn(registryFile),
  disclosures: (patient, span, limit) =>
    gathered(registryFile, span, null, limit, patient, (session, before, most) =>
      session.rows(statements.disclosuresOf, {
        ...asked({ ...span, patient }, before, most),
        actions: ['print', 'export'],
      }),
    ),
  glances: (span) => glancesIn(registryFile, span),
})

const newestIn =
  (registryFile: string): NewestLines =>
  (wanted, before, limit) => {
    const { patient, who } = wanted
    const alone = who === undefined ? statements.newestLines : statements.newestOfPerson
    const both = who === undefined ? statements.newestOfPatient : statements.newestOfBoth
    const of = patient === undefined ? alone : both
    return gathered(registryFile, wanted, before, limit, patient, (session, place, most) =>
      session.rows(of, asked(wanted, place, most)),
    )
  }

const asked = ({ from, patient, who }: LinesWanted, { at, seq }: Place, limit: number) => ({
  from,
  at,
  seq,
  limit,
  patient,
  who,
})

/**
 * From the newest month back. An entry that came late, as all do after a clock that ran ahead was set
 * right, stands in the month that was open then, whichever it was; none stands in an earlier one. So
 * a page is full once all of it is of the month just looked into, or of later ones.
 */
async function gathered(
  registryFile: string,
  span: Span,
  before: Place | null,
  limit: number,
  first: string | undefined,
  ask: Ask,
): Promise<readonly Line[]> {
  const place = before ?? { at: span.to, seq: 0 }
  let lines: readonly Line[] = []
  for (const month of monthsFrom(registryFile, span).toReversed()) {
    const found = await readingMonth(registryFile, month, async (session) =>
      linesIn(session, await ask(session, place, limit), first),
    )
    lines = [...lines, ...found].toSorted(byNewest).slice(0, limit)
    const last = lines[limit - 1]
    if (last && monthOfInstant(last.at) >= month) break
    await nextTurn() // years of months: others are answered in between
  }
  return lines
}

/** The months in which something of a time may stand. */
const monthsFrom = (registryFile: string, { from }: Span): readonly CalendarMonth[] =>
  monthsKept(registryFile).filter((month) => month >= monthOfInstant(from))

/** Each with the first of those it showed; where one was asked about, nobody else is named. */
async function linesIn(
  session: Session,
  rows: readonly statements.LineRow[],
  first: string | undefined,
): Promise<readonly Line[]> {
  const known = new Map<number, readonly string[]>()
  const lines: Line[] = []
  for (const { shown_no, shown, ...row } of rows) {
    const members =
      shown_no === null ? [] : (known.get(shown_no) ?? (await some(session, shown_no)))
    if (shown_no !== null) known.set(shown_no, members)
    const patients = first === undefined ? members : [first]
    const category = row.category ?? categoryOfAccess({ what: row.what, patients })
    const patient_count = shown ?? 0
    lines.push({ log: 'access', ...row, category, patients, patient_count, ...noVersion })
  }
  return lines
}

const noVersion = { version: null, row_id: null }
const some = async (session: Session, shown_no: number): Promise<readonly string[]> =>
  (await session.rows(statements.firstMembers, { shown_no, limit: named })).map(
    ({ patient_id }) => patient_id,
  )

const glancesAtOnce = 1000

async function* glancesIn(registryFile: string, { from, to }: Span): AsyncGenerator<Glance> {
  for (const month of monthsFrom(registryFile, { from, to })) {
    let place: Place = { at: from, seq: 0 }
    let page: readonly Glance[]
    do {
      const { at, seq } = place
      const values = { from: at, after: seq, to, limit: glancesAtOnce }
      page = await readingMonth(registryFile, month, (session) =>
        session.rows(statements.glancesAfter, values),
      )
      yield* page
      place = page.at(-1) ?? place
    } while (page.length === glancesAtOnce)
  }
}

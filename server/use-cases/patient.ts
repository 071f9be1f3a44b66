/** One patient's page, and their scores over time. */
import { type CaseloadRow, caseloadRow } from '../domain/caseload/index.ts'
import { type Dossier, patientRecords } from '../domain/dossier.ts'
import { type Standing, standing } from '../domain/instruments/index.ts'
import { countdowns } from '../domain/measures/countdown.ts'
import { idOf, type RecordName, type Score } from '../domain/records/index.ts'
import type { Registry } from '../domain/registry.ts'
import type { Lookups, Versions } from './lookups.ts'
import type { Handles } from './people.ts'
import type { RowKeys } from './row-keys.ts'
import { type Asking, look } from './sight.ts'

/** A score with what it stands for. */
export interface ScoreSeen {
  readonly score: Score
  readonly standing: Standing
}

interface Parts {
  readonly registry: Registry
  readonly handles: Handles
  readonly lookups: Lookups
  readonly rowKeys: RowKeys
}

/** By record and id: a row's key and its version. */
export type Marks = Readonly<Record<string, Readonly<Record<string, readonly [string, number]>>>>

/** What stands on a patient's page beside the chart. */
export interface PageSeen {
  readonly row: CaseloadRow | null
  readonly marks: Marks
  readonly countdowns: ReturnType<typeof countdowns>
  readonly people: Awaited<ReturnType<Lookups['people']>>
}

export const patients = (parts: Parts) => ({
  look: (handle: string, asking: Asking) => look(parts, handle, asking),

  /** The whole page: what is seen, with the marks that a change must name, and who there is. */
  async page(handle: string, asking: Asking) {
    // versions are read first: a row changed in between is then refused as stale, never overwritten
    const patientId = await parts.handles.idOfHandle('patients', handle)
    const versions = patientId === undefined ? {} : await parts.lookups.versions(patientId)
    const looked = await look(parts, handle, asking)
    if (looked.outcome === 'unseen') return looked
    const { dossier, today } = looked.sight
    const row = caseloadRow(dossier, today, { clock_day: today }) ?? null
    // looking back, nothing can be changed: a change is made of the present
    const isBack = asking.as_of !== undefined || asking.known_on !== undefined
    const marks = isBack ? noMarks : marksOf(parts.rowKeys, dossier, versions)
    const people = await peopleIn(parts, dossier, asking)
    return { ...looked, row, marks, countdowns: countdowns(dossier, today), people }
  },
})

/** Whoever a row of the chart names, and whoever asks: pickers ask for everybody by themselves. */
async function peopleIn({ lookups }: Parts, { staff }: Dossier, { person }: Asking) {
  return lookups.people([...new Set([person.staff_id, ...staff.map(({ staff_id }) => staff_id)])])
}

/** Every record, and no row of it. */
const noMarks: Marks = Object.fromEntries(
  ['patients', ...patientRecords].map((record) => [record, {}]),
)

/**
 * Rows that were taken back have theirs too: their history is still told. A row that was not there
 * when the versions were read is new: its first version.
 */
function marksOf(rowKeys: RowKeys, dossier: Dossier, versions: Versions): Marks {
  const markOf = (record: RecordName, id: string) =>
    [id, [rowKeys.keyOf(record, id), versions[record]?.[id] ?? 1]] as const
  const held = patientRecords.map((record) => {
    const rows: readonly object[] = dossier[record]
    const gone = dossier.withdrawals.filter((one) => one.record === record)
    const ids = [...rows.map((row) => idOf(record, { ...row })), ...gone.map((one) => one.row_id)]
    return [record, Object.fromEntries(ids.map((id) => markOf(record, id)))] as const
  })
  const patient = Object.fromEntries([markOf('patients', dossier.patient.patient_id)])
  return Object.fromEntries([['patients', patient], ...held])
}

/** Every score, oldest first, as its instrument reads it. */
export const scoreHistory = ({ patient, scores }: Dossier): readonly ScoreSeen[] =>
  scores
    .toSorted(
      (a, b) => compare(a.administered_on, b.administered_on) || compare(a.score_id, b.score_id),
    )
    .map((score) => ({ score, standing: standing(score, patient.sex) }))

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

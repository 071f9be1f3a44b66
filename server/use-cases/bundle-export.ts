/** The whole registry as a bundle: every file, all columns, rows sorted by key. */
import { stringify } from 'csv-stringify/sync'
import { cellText } from '../domain/bundle/cell.ts'
import { fileOf, headerOf } from '../domain/bundle/header.ts'
import { writtenPolicy } from '../domain/bundle/policies.ts'
import type { BundleTarget } from '../domain/bundle/source.ts'
import { type AnyRow, type RecordName, recordNames } from '../domain/records/index.ts'
import type { Registry } from '../domain/registry.ts'

export interface Exported {
  readonly files: readonly { readonly file: string; readonly rows: number }[]
  readonly patients: readonly string[]
}

export interface ExportWatch {
  /** Called now and then with the rows written so far. */
  readonly progress?: (file: string, rows: number) => void
  /** Runs before the export appears in its place: what it shows is recorded first. */
  readonly beforeRelease: (exported: Exported) => Promise<void>
}

/** Writes all of a registry. Nothing is left behind where it fails. */
export async function exportBundle(
  registry: Pick<Registry, 'rows'>,
  target: BundleTarget,
  watch: ExportWatch,
): Promise<Exported> {
  const files: { file: string; rows: number }[] = []
  const patients: string[] = []
  try {
    for (const record of recordNames) {
      const file = fileOf(record)
      let rows = 0
      const counted = (row: AnyRow): void => {
        rows += 1
        if (record === 'patients') patients.push(String(row['patient_id']))
        if (rows % batchRows === 0) watch.progress?.(file, rows)
      }
      const texts = record === 'policies' ? policiesText : csvText
      await target.write(file, texts(registry, record, counted))
      files.push({ file, rows })
    }
    const exported = { files, patients }
    await watch.beforeRelease(exported)
    await target.finish()
    return exported
  } catch (error) {
    await target.abandon()
    throw error
  }
}

const batchRows = 1000

type Counted = (row: AnyRow) => void

async function* csvText(
  registry: Pick<Registry, 'rows'>,
  record: RecordName,
  counted: Counted,
): AsyncGenerator<string> {
  const columns = headerOf(record)
  let batch: string[][] = [[...columns]]
  for await (const row of registry.rows(record) as AsyncIterable<AnyRow>) {
    counted(row)
    batch.push(columns.map((column) => cellText(row[column])))
    if (batch.length < batchRows) continue
    yield stringify(batch, asWritten)
    batch = []
  }
  yield stringify(batch, asWritten)
}

/** A line end inside a cell is quoted, also the carriage return, which stringify would not see. */
const asWritten = { quoted_match: /[\r\n]/, record_delimiter: '\n' } as const

async function* policiesText(
  registry: Pick<Registry, 'rows'>,
  _record: RecordName,
  counted: Counted,
): AsyncGenerator<string> {
  let before = '['
  for await (const policy of registry.rows('policies')) {
    counted(policy)
    const lines = JSON.stringify(writtenPolicy(policy), null, 2).replaceAll('\n', '\n  ')
    yield `${before}\n  ${lines}`
    before = ','
  }
  yield before === '[' ? '[]\n' : '\n]\n'
}

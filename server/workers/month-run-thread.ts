/** The thread of month runs: its own read-only connection, and nobody who waits behind it. */
import { parentPort, workerData } from 'node:worker_threads'
import { openRegistry, setDatabaseKey } from '../../db/index.ts'
import { parseKeys } from '../keys.ts'
import { judgeMonth, type MonthBatch, type MonthRunRequest } from '../use-cases/billing-months.ts'
import { judgeDraft } from '../use-cases/claims/what-if.ts'

export type FromThread =
  | {
      readonly says: 'batch'
      /** Rows as JSON, joined by commas. */
      readonly part: Uint8Array
      readonly just_short: MonthBatch['just_short']
      readonly patients: readonly string[]
      readonly substance_use: boolean
    }
  | { readonly says: 'done' }
  | { readonly says: 'failed'; readonly why: string }

const { databaseUrl } = workerData as { databaseUrl: string } // as month-runs.ts starts it
setDatabaseKey(parseKeys(process.env).database)
const registry = await openRegistry(databaseUrl, { readonly: true })
const say = (said: FromThread, transfer: ArrayBuffer[] = []): void =>
  parentPort?.postMessage(said, transfer)

parentPort?.on('message', (request: MonthRunRequest) => {
  run(request).then(
    () => say({ says: 'done' }),
    (error: unknown) => say({ says: 'failed', why: String(error) }),
  )
})

async function run(request: MonthRunRequest): Promise<void> {
  const parts = { registry, handles: registry.handles }
  const { draft } = request
  const judged = draft ? judgeDraft(parts, request, draft) : judgeMonth(parts, request)
  for await (const { rows, just_short, patients, substance_use } of judged) {
    const part = new TextEncoder().encode(rows.map((row) => JSON.stringify(row)).join(','))
    say({ says: 'batch', part, just_short, patients, substance_use }, [part.buffer])
  }
}

/** The thread of charts: its own read-only connection, so that answers are written meanwhile. */
import { parentPort, workerData } from 'node:worker_threads'
import { openRegistry, rowSecretOf, setDatabaseKey } from '../../db/index.ts'
import { parseKeys } from '../keys.ts'
import { type Charts, charts } from '../use-cases/charts.ts'
import { rowKeysWith } from '../use-cases/row-keys.ts'

/** One question: which of the charts' ways, and what it is given. */
export interface ChartAsked {
  readonly no: number
  readonly way: keyof Charts
  readonly given: readonly unknown[]
}
export type ChartSaid =
  | { readonly no: number; readonly answer: unknown }
  | { readonly no: number; readonly why: string }

const { databaseUrl } = workerData as { databaseUrl: string } // as charts.ts starts it
setDatabaseKey(parseKeys(process.env).database)
const registry = await openRegistry(databaseUrl, { readonly: true })
const { handles, lookups, facts } = registry
const own = charts({ registry, handles, lookups, rowKeys: rowKeysWith(await rowSecretOf(facts)) })

const say = (said: ChartSaid): void => parentPort?.postMessage(said)

parentPort?.on('message', ({ no, way, given }: ChartAsked) => {
  const read = own[way] as (...given: readonly unknown[]) => Promise<unknown> // as charts.ts asks
  // what cannot be sent is a fault of that answer too, and not of the thread
  read(...given)
    .then((answer) => say({ no, answer }))
    .catch((error: unknown) =>
      say({ no, why: error instanceof Error ? String(error.stack) : String(error) }),
    )
})

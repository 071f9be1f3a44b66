/** A thread that answers for as long as it lives, on a registry of its own. */
import { Worker } from 'node:worker_threads'

export interface Lifelong<Said> {
  /** The JavaScript that starts it: it registers tsx by itself, whatever the program was started with. */
  readonly boot: URL
  readonly databaseUrl: string
  readonly hear: (said: Said) => void
  /** Told once, with the thread's own fault where it had one. */
  readonly lost: (why: Error) => void
  /** What is said where it ended without any. */
  readonly ended: string
}

export function startThread<Said>(wanted: Lifelong<Said>): Worker {
  const { boot, databaseUrl, hear, lost, ended } = wanted
  const worker = new Worker(boot, { workerData: { databaseUrl }, execArgv: [] })
  let why = new Error(ended)
  worker.on('message', hear)
  worker.on('error', (error: Error) => {
    why = error
  })
  worker.on('exit', () => lost(why))
  return worker
}

/** Threads for one task each: what a thread says while it works, and its last word. */
import { Worker } from 'node:worker_threads'

export interface Tasks<Task, Said extends { readonly says: string }> {
  /** @param hear what it says before its last word */
  run<Last extends Said['says']>(
    task: Task,
    last: Last,
    hear: (said: Said) => void,
  ): Promise<Extract<Said, { says: Last }>>
  close(): Promise<void>
}

/** @param ended what is said of a thread that ends without its last word */
export function openTasks<Task, Said extends { readonly says: string }>(
  boot: URL,
  databaseUrl: string,
  ended: string,
): Tasks<Task, Said> {
  const atWork = new Set<Worker>()
  return {
    run: <Last extends Said['says']>(task: Task, last: Last, hear: (said: Said) => void) =>
      new Promise<Extract<Said, { says: Last }>>((done, failed) => {
        const worker = new Worker(boot, { workerData: { databaseUrl, task }, execArgv: [] })
        atWork.add(worker)
        let found: Extract<Said, { says: Last }> | undefined
        let why = new Error(ended)
        worker.on('message', (said: Said) => {
          if (said.says === last)
            found = said as Extract<Said, { says: Last }> // by its name
          else hear(said)
        })
        worker.on('error', (error: Error) => {
          why = error
        })
        worker.on('exit', () => {
          atWork.delete(worker)
          if (found) done(found)
          else failed(why)
        })
      }),
    async close() {
      await Promise.all([...atWork].map((worker) => worker.terminate()))
    },
  }
}

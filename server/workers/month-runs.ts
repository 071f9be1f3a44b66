/** One thread for month runs, started when first needed and kept: opening a registry costs more. */
import type { Worker } from 'node:worker_threads'
import type { JustShort } from '../domain/claims/signals.ts'
import type { MonthRunRequest, MonthRunResult, MonthRuns } from '../use-cases/billing-months.ts'
import type { FromThread } from './month-run-thread.ts'
import { startThread } from './thread.ts'

const boot = new URL('./month-run-boot.js', import.meta.url)

/** Runs wait their turn; a longer queue is turned away. */
const longestQueue = 8

interface Waiting {
  readonly request: MonthRunRequest
  readonly done: (result: MonthRunResult) => void
  readonly failed: (why: unknown) => void
  readonly parts: Uint8Array[]
  readonly just_short: JustShort[]
  readonly patients: string[]
  substance_use: boolean
}

export function openMonthRuns(databaseUrl: string): MonthRuns {
  const queue: Waiting[] = []
  let worker: Worker | null = null

  const startNext = (): void => {
    const next = queue[0]
    if (!next) {
      worker?.unref() // an idle thread keeps nobody from leaving
      return
    }
    worker ??= startThread({
      boot,
      databaseUrl,
      hear,
      lost,
      ended: 'the thread of month runs ended',
    })
    worker.ref()
    worker.postMessage(next.request)
  }

  const hear = (said: FromThread): void => {
    const current = queue[0]
    if (!current) return
    if (said.says === 'batch') {
      gather(current, said)
      return
    }
    queue.shift()
    if (said.says === 'failed') current.failed(new Error(said.why))
    else current.done(current)
    startNext()
  }

  const lost = (why: Error): void => {
    worker = null
    queue.shift()?.failed(why)
    startNext()
  }

  return {
    run(request) {
      if (queue.length >= longestQueue) return undefined
      return new Promise((done, failed) => {
        queue.push({
          request,
          done,
          failed,
          parts: [],
          just_short: [],
          patients: [],
          substance_use: false,
        })
        if (queue.length === 1) startNext()
      })
    },
    async close() {
      const ending = worker
      worker = null
      for (const { failed } of queue.splice(0)) failed(new Error('the server is going down'))
      ending?.removeAllListeners()
      await ending?.terminate()
    },
  }
}

function gather(current: Waiting, said: Extract<FromThread, { says: 'batch' }>): void {
  current.parts.push(said.part)
  current.just_short.push(...said.just_short)
  current.patients.push(...said.patients)
  current.substance_use ||= said.substance_use
}

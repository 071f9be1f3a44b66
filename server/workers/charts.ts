/** One thread in which charts are read, started with the server and again whenever it was lost. */
import { Worker } from 'node:worker_threads'
import type { Charts } from '../use-cases/charts.ts'
import type { ChartAsked, ChartSaid } from './chart-thread.ts'

export interface ChartReading extends Charts {
  close(): Promise<void>
}

interface Waiting {
  readonly done: (answer: unknown) => void
  readonly failed: (why: Error) => void
}

/** Whoever waits is told when the thread is lost or the server goes down; nobody waits for good. */
export function openCharts(databaseUrl: string): ChartReading {
  const waiting = new Map<number, Waiting>()
  let asked = 0
  let worker: Worker | null = null

  const hear = (said: ChartSaid): void => {
    const one = waiting.get(said.no)
    waiting.delete(said.no)
    if ('why' in said) one?.failed(new Error(said.why))
    else one?.done(said.answer)
  }
  const giveUp = (why: Error): void => {
    worker = null
    const all = [...waiting.values()]
    waiting.clear()
    for (const { failed } of all) failed(why)
  }
  const ask = (way: keyof Charts, given: readonly unknown[]): Promise<unknown> =>
    new Promise((done, failed) => {
      worker ??= started(databaseUrl, hear, giveUp)
      const question: ChartAsked = { no: ++asked, way, given }
      waiting.set(question.no, { done, failed })
      worker.postMessage(question)
    })
  const way = <Way extends keyof Charts>(name: Way): Charts[Way] =>
    ((...given: readonly unknown[]) => ask(name, given)) as unknown as Charts[Way] // by its name

  worker = started(databaseUrl, hear, giveUp)
  return {
    page: way('page'),
    scores: way('scores'),
    month: way('month'),
    async close() {
      const ending = worker
      ending?.removeAllListeners()
      giveUp(new Error('the server is going down'))
      await ending?.terminate()
    },
  }
}

/** @param lost told once, whether it failed or ended */
function started(
  databaseUrl: string,
  hear: (said: ChartSaid) => void,
  lost: (why: Error) => void,
): Worker {
  const worker = new Worker(new URL('./chart-boot.js', import.meta.url), {
    workerData: { databaseUrl },
    execArgv: [],
  })
  let why = new Error('the thread of charts ended')
  worker.unref() // it keeps nobody from leaving
  worker.on('message', hear)
  worker.on('error', (error: Error) => {
    why = error
  })
  worker.on('exit', () => lost(why))
  return worker
}

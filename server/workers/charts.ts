/** One thread in which charts are read, started with the server and again whenever it was lost. */
import type { Worker } from 'node:worker_threads'
import type { Charts } from '../use-cases/charts.ts'
import type { ChartAsked, ChartSaid } from './chart-thread.ts'
import { startThread } from './thread.ts'

const boot = new URL('./chart-boot.js', import.meta.url)

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
  const started = (): Worker => {
    const ended = 'the thread of charts ended'
    const fresh = startThread({ boot, databaseUrl, hear, lost: giveUp, ended })
    fresh.unref() // it keeps nobody from leaving
    return fresh
  }
  const ask = (way: keyof Charts, given: readonly unknown[]): Promise<unknown> =>
    new Promise((done, failed) => {
      worker ??= started()
      const question: ChartAsked = { no: ++asked, way, given }
      waiting.set(question.no, { done, failed })
      worker.postMessage(question)
    })
  const way = <Way extends keyof Charts>(name: Way): Charts[Way] =>
    ((...given: readonly unknown[]) => ask(name, given)) as unknown as Charts[Way] // by its name

  worker = started()
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

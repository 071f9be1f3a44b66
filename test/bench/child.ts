/** Each measured thing runs in a process of its own, so that its time and its memory are its own. */
import { type ChildProcess, fork } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export interface Spent {
  /** From the start of the process to its end. */
  readonly seconds: number
  /** Seconds of processor time: what it would take, more or less, on a machine of its own. */
  readonly cpu: number
  /** The most memory that the process held, as the system saw it. */
  readonly megabytes: number
  /** What the probe had to say besides. */
  readonly said: unknown
}

const probe = fileURLToPath(new URL('./probe.ts', import.meta.url))

export function startProbe(words: readonly string[], databaseFile?: string): ChildProcess {
  const database = databaseFile ? { COCM_DATABASE_URL: `file:${databaseFile}` } : {}
  return fork(probe, [...words], {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { ...process.env, ...database },
  })
}

/** Runs a probe to its end. @throws Error where it failed */
export function spent(words: readonly string[], databaseFile?: string): Promise<Spent> {
  const began = performance.now()
  const child = startProbe(words, databaseFile)
  let said: { kilobytes: number; cpu: number; said: unknown } | undefined
  child.on('message', (message) => {
    said = message as typeof said // what probe.ts sends
  })
  return new Promise((resolve, reject) => {
    child.on('exit', (code) => {
      if (code !== 0 || !said) return reject(new Error(`${words.join(' ')} ended with ${code}`))
      const seconds = (performance.now() - began) / 1000
      resolve({ seconds, cpu: said.cpu, megabytes: said.kilobytes / 1024, said: said.said })
    })
  })
}

/** Several runs, and of each number the one in the middle. */
export async function medianOf(
  times: number,
  run: (turn: number) => Promise<Spent>,
): Promise<Spent> {
  const runs: Spent[] = []
  for (let turn = 0; turn < times; turn++) runs.push(await run(turn))
  return {
    seconds: middle(runs.map(({ seconds }) => seconds)),
    cpu: middle(runs.map(({ cpu }) => cpu)),
    megabytes: middle(runs.map(({ megabytes }) => megabytes)),
    said: runs[0]!.said,
  }
}

export const middle = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]!

/** A folder for one part of the bench, gone after it. */
export async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'cocm-bench-'))
  try {
    return await work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A path in a folder where nothing is yet, whatever an earlier run left there. */
export function fresh(folder: string, name: string): string {
  const path = join(folder, name)
  if (existsSync(path)) rmSync(path, { recursive: true })
  mkdirSync(path)
  return join(path, 'registry.db')
}

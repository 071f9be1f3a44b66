/** kill -9 at random moments under load, and what the files hold after it. */
import { randomInt } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { openAccessLog } from '../../../db/access/index.ts'
import { openRegistry } from '../../../db/index.ts'
import { running } from './programs.ts'

export interface Killed {
  /** What had been acknowledged: `p NAME`, `a NAME`. */
  readonly ledger: readonly string[]
}

/** Starts the program, kills it somewhere between its first breath and a crowd of writes. */
export async function killed(program: string, words: readonly string[]): Promise<Killed> {
  const writer = running([program, ...words])
  const isEarly = randomInt(6) === 0
  if (!isEarly)
    for (let waited = 0; writer.lines().length === 0; waited += 2) {
      if (writer.child.exitCode !== null || waited > 60_000) throw new Error(writer.complaint())
      await pause(2)
    }
  await pause(randomInt(isEarly ? 500 : 120))
  writer.child.kill('SIGKILL')
  if ((await writer.over) !== null) throw new Error(`it ended by itself: ${writer.complaint()}`)
  return { ledger: writer.lines() }
}

export interface Found {
  /** Acknowledged, and not there. */
  readonly lost: readonly string[]
  /** There in part. */
  readonly halves: number
}

/** Opens what a kill left, as the next start does, and compares it with the ledger. */
export async function foundAfter(url: string, ledger: readonly string[]): Promise<Found> {
  const registry = await openRegistry(url)
  const log = await openAccessLog(url)
  try {
    const there = new Set<string>()
    for await (const { patient_id } of registry.rows('patients')) there.add(`p ${patient_id}`)
    for await (const { what } of log.entries()) there.add(`a ${what}`)
    const { patients, episodes, care_team } = await registry.facts.counts()
    const halves = Math.abs(patients - episodes) + Math.abs(patients - care_team)
    return { lost: ledger.filter((line) => !there.has(line)), halves }
  } finally {
    await log.close()
    await registry.close()
  }
}

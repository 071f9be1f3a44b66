/** What the server said is kept, looked for afterwards in what it shows. */
import { setTimeout as wait } from 'node:timers/promises'
import type { Kept } from './drive.ts'
import { type Answer, ask, newPool } from './fleet.ts'

type Marks = Readonly<Record<string, Readonly<Record<string, readonly [string, number]>>>>

/** @returns the acknowledged writes that the registry does not hold; there must be none */
export async function lostOf(address: string, kept: readonly Kept[]): Promise<readonly Kept[]> {
  const pool = newPool()
  const byPatient = new Map<string, Kept[]>()
  for (const one of kept) byPatient.set(one.patient, [...(byPatient.get(one.patient) ?? []), one])
  const lost: Kept[] = []
  for (const [patient, rows] of byPatient) {
    const { cookie } = rows[0]!
    const answer = await patiently(() =>
      ask(pool, address, { path: `/api/patients/${patient}`, cookie }),
    )
    if (answer.status !== 200) throw new Error(`the ledger cannot be read: ${answer.status}`)
    const { marks } = JSON.parse(answer.body) as { marks: Marks } // its contract
    const held = new Set(
      Object.values(marks).flatMap((of) => Object.values(of).map(([key]) => key)),
    )
    lost.push(...rows.filter(({ key }) => !held.has(key)))
  }
  pool.destroy()
  return lost
}

/** A server that has just started may be too busy at first: it says so, and is asked again. */
async function patiently(once: () => Promise<Answer>): Promise<Answer> {
  let answer = await once()
  for (let tries = 0; tries < 60 && answer.status === 503; tries++) {
    await wait(500)
    answer = await once()
  }
  return answer
}

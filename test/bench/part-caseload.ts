/** One care manager's caseload over HTTP, signed in and audited, against a bare route. */
import type { ChildProcess } from 'node:child_process'
import { inFolder, middle, startProbe } from './child.ts'
import { registryOf } from './part-bill.ts'
import { type Line, type Options, say, times } from './report.ts'
import { type Answering, requestsPerSecond, secondsOfOne, signedIn } from './requests.ts'

interface Server {
  readonly child: ChildProcess
  readonly said: { readonly address: string; readonly name: string; readonly password: string }
}

function start(words: readonly string[]): Promise<Server> {
  const child = startProbe(words)
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`${words.join(' ')} ended with ${code}`)))
    child.once('message', (message) => {
      child.removeAllListeners('exit')
      resolve({ child, said: (message as { said: Server['said'] }).said }) // what probe.ts sends
    })
  })
}

const stop = ({ child }: Server): Promise<void> =>
  new Promise((resolve) => {
    child.once('exit', () => resolve())
    child.send('stop')
  })

/** Somebody writes something, so that nothing remembered holds any more. */
const touch = ({ child }: Server): Promise<void> =>
  new Promise((resolve) => {
    child.once('message', () => resolve())
    child.send('touch')
  })

interface Seen {
  /** Requests a second with nothing written in between. */
  readonly perSecond: number
  /** Seconds of one request right after somebody wrote. */
  readonly afterWrite: number
  readonly kilobytes: number
}

async function realCaseload(file: string, rounds: number): Promise<Seen> {
  const server = await start(['serve-real', file])
  try {
    const answering: Answering = {
      url: `${server.said.address}/api/caseload`,
      cookie: await signedIn(server.said.address, server.said),
    }
    await secondsOfOne(answering)
    const cold: number[] = []
    for (let round = 0; round < 15; round++) {
      await touch(server)
      cold.push((await secondsOfOne(answering)).seconds)
    }
    const warm: number[] = []
    for (let round = 0; round < rounds; round++) warm.push(await requestsPerSecond(answering, 2))
    const { bytes } = await secondsOfOne(answering)
    return { perSecond: middle(warm), afterWrite: middle(cold), kilobytes: bytes / 1024 }
  } finally {
    await stop(server)
  }
}

async function floorCaseload(file: string, rounds: number): Promise<Seen> {
  const server = await start(['serve-floor', file])
  try {
    const answering = { url: `${server.said.address}/caseload` }
    const single: number[] = []
    for (let round = 0; round < 25; round++) single.push((await secondsOfOne(answering)).seconds)
    const many: number[] = []
    for (let round = 0; round < rounds; round++) many.push(await requestsPerSecond(answering, 2))
    const { bytes } = await secondsOfOne(answering)
    return { perSecond: middle(many), afterWrite: middle(single), kilobytes: bytes / 1024 }
  } finally {
    await stop(server)
  }
}

const shareLine = (what: string, real: number, floor: number): Line => ({
  what,
  measured: `${real.toFixed(0)}/s`,
  floor: `${floor.toFixed(0)}/s`,
  ratio: times(real / floor),
  target: '≥ 0.4 ×',
  within: real / floor >= 0.4,
})

/** Seconds after a write in each of two registries; in turn, as a disk is busy long after an import. */
async function inTurn(files: readonly [string, string]): Promise<readonly [number, number]> {
  const took: [number[], number[]] = [[], []]
  for (let turn = 0; turn < 5; turn++)
    for (const place of [0, 1] as const)
      took[place].push((await realCaseload(files[place], 1)).afterWrite)
  return [middle(took[0]), middle(took[1])]
}

export const benchCaseload = ({ quick, times: rounds }: Options): Promise<readonly Line[]> =>
  inFolder(async (folder) => {
    const file = await registryOf(folder, 1000)
    const floor = await floorCaseload(file, rounds)
    const small = await realCaseload(file, rounds)
    say(`caseload: ${small.kilobytes.toFixed(0)} KB here, ${floor.kilobytes.toFixed(0)} KB bare`)
    const count = quick ? 20_000 : 100_000
    const files = [await registryOf(folder, 1001, 3), await registryOf(folder, count, 3)] as const
    const [few, large] = await inTurn(files)
    const growth = large / few
    return [
      shareLine('caseload, nothing written between', small.perSecond, floor.perSecond),
      shareLine('caseload, written between', 1 / small.afterWrite, 1 / floor.afterWrite),
      {
        what: `caseload: ${count} patients against 1,000`,
        measured: `${(large * 1000).toFixed(1)} ms`,
        floor: `${(few * 1000).toFixed(1)} ms`,
        ratio: times(growth),
        target: '≤ 1.5 ×',
        within: growth <= 1.5,
      },
    ]
  })

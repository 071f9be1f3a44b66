/**
 * `npm run load [-- --patients 1000 --months 12 --seconds 20 --rates 100,200 --folder PATH]`: a clinic
 * at work, as trust.md draws it, with the driver on the same machine; and a month of everybody beside
 * it. At the end: ten times too much and how soon that is over, the server killed in the middle, the
 * disk of another one full; and whether anything acknowledged was lost. Nothing is asserted; the table is the result. A folder is kept for next time.
 */
import { readFileSync, statSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { chance } from '../../db/seed/chance.ts'
import { inFolder, middle } from '../bench/child.ts'
import { biller } from '../bench/clinic.ts'
import { drive, type Kept, percentile } from './drive.ts'
import { ask, cookieOf, fleetOf, type Manager, newPool } from './fleet.ts'
import { aClinic, managersOf, type Served, served } from './house.ts'
import { lostOf } from './ledger.ts'
import { heading, told } from './tell.ts'

const { values } = parseArgs({
  options: {
    patients: { type: 'string', default: '1000' },
    months: { type: 'string', default: '12' },
    seconds: { type: 'string', default: '20' },
    rates: { type: 'string', default: '100,200' },
    folder: { type: 'string' },
  },
})
const patients = Number(values.patients)
const seconds = Number(values.seconds)
const rates = values.rates.split(',').map(Number)
/** trust.md: 95 in 100 within so many milliseconds, by requests a second. */
const targets: Readonly<Record<number, number>> = { 100: 200, 200: 400 }

const say = (text: string): void => void process.stdout.write(`${text}\n`)
const load = (): string => readFileSync('/proc/loadavg', 'utf8').split(' ').slice(0, 2).join(' ')
const kept: Kept[] = []

async function run(folder: string): Promise<void> {
  const file = await aClinic(folder, patients, Number(values.months))
  const names = managersOf(patients)
  const house = await served(file, names)
  const managers = await fleetOf(house.address, names)
  say(`${patients} patients, ${names.length} care managers, ${sizeOf(file)} MB; load ${load()}`)
  await drive({ address: house.address, managers, rate: 20, seconds: 5, luck: chance('warm') })
  say(heading)
  for (const rate of rates) await measured(house, managers, rate)
  await billed(house, managers)
  await overloaded(house, managers)
  await killed(file, house, managers, names)
  await full(folder)
}

const sizeOf = (file: string): string => (statSync(file).size / 2 ** 20).toFixed(0)

async function measured(house: Served, managers: readonly Manager[], rate: number): Promise<void> {
  await house.strain()
  const luck = chance(`load ${rate}`)
  const driven = await drive({ address: house.address, managers, rate, seconds, luck })
  say(told(driven, await house.strain(), targets[rate] ?? null))
  kept.push(...driven.kept)
}

/** The month of everybody, run after run, while care managers go on at a calm pace. */
async function billed(house: Served, managers: readonly Manager[]): Promise<void> {
  const cookie = await cookieOf(house.address, biller, managers.length)
  const pool = newPool()
  const took: number[] = []
  const until = performance.now() + seconds * 1000
  const runs = async (): Promise<void> => {
    while (performance.now() < until || took.length === 0) {
      const since = performance.now()
      const { status } = await ask(pool, house.address, { path: '/api/months/2026-10', cookie })
      if (status !== 200) throw new Error(`the month of everybody: ${status}`)
      took.push((performance.now() - since) / 1000)
    }
  }
  await house.strain()
  const order = { address: house.address, managers, rate: 20, luck: chance('billed') }
  const [driven] = await Promise.all([drive({ ...order, seconds }), runs()])
  pool.destroy()
  kept.push(...driven.kept)
  const strain = await house.strain()
  say(told(driven, strain, null))
  const within = strain.delay_p99 <= 50 ? '≤' : 'NOT ≤'
  say(
    `  meanwhile ${took.length} × the month of everybody, ${middle(took).toFixed(1)} s each: ` +
      `event loop p99 ${strain.delay_p99.toFixed(0)} ms ${within} 50`,
  )
}

/** Ten times what is held, for five seconds; then a few at a time, until these are quick again. */
async function overloaded(house: Served, managers: readonly Manager[]): Promise<void> {
  const rate = Math.max(...rates) * 10
  const order = { address: house.address, managers, luck: chance('overload') }
  await house.strain()
  const driven = await drive({ ...order, rate, seconds: 5 })
  kept.push(...driven.kept)
  const shed = driven.statuses.get(503) ?? 0
  say(told(driven, await house.strain(), null))
  say(`  overload: ${shed} of ${rate * 5} turned away, ${driven.unsaid} without Retry-After`)
  const since = performance.now()
  let quick = false
  while (!quick && performance.now() - since < 60_000) {
    const after = await drive({ ...order, rate: 20, seconds: 1 })
    kept.push(...after.kept)
    const times = [...after.times.values()].flat()
    quick = !after.statuses.has(503) && percentile(times, 95) <= 200
  }
  say(`  over ${((performance.now() - since) / 1000).toFixed(1)} s after the last answer to it`)
}

async function killed(
  file: string,
  house: Served,
  managers: readonly Manager[],
  names: readonly string[],
): Promise<void> {
  const driving = drive({
    address: house.address,
    managers,
    rate: 100,
    seconds: 4,
    luck: chance('killed'),
  })
  setTimeout(() => void house.kill(), 2_000)
  kept.push(...(await driving).kept)
  const again = await served(file, names)
  const lost = await lostOf(again.address, kept)
  say(`  killed in the middle: ${kept.length} acknowledged writes, ${lost.length} lost`)
  await again.stop()
}

/**
 * No file may grow: what is written now finds no room, and what is read is still answered. In a small
 * clinic of its own, where what is written soon is more than what there is.
 */
async function full(folder: string): Promise<void> {
  const file = await aClinic(folder, 80, 3)
  const names = managersOf(80)
  const before = await served(file, names)
  const managers = await fleetOf(before.address, names)
  await before.stop()
  const kilobytes = Math.ceil(statSync(file).size / 1024) + 256
  const house = await served(file, names, kilobytes)
  const luck = chance('full')
  const driven = await drive({ address: house.address, managers, rate: 50, seconds: 20, luck })
  const statuses = [...driven.statuses].map(([status, count]) => `${count} × ${status}`).join(', ')
  await house.kill()
  const again = await served(file, names)
  const lost = await lostOf(again.address, driven.kept)
  const count = driven.kept.length
  say(`  disk full in the middle: ${statuses}; ${count} acknowledged, ${lost.length} lost`)
  await again.stop()
}

await (values.folder === undefined ? inFolder(run) : run(values.folder))

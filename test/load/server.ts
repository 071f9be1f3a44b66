/**
 * The program as it is served, with every care manager of the bench's clinic able to sign in; in a
 * process of its own, forked by the driver. Arguments: the database file, the care managers, and when
 * the driver began.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { pathToFileURL } from 'node:url'
import { parseConfig } from '../../server/config.ts'
import { instant } from '../../server/domain/zone.ts'
import { type House, listen, openHouse } from '../../server/start.ts'
import { biller } from '../bench/clinic.ts'

/** The last day of the history of the bench's clinics. */
const at = instant('2026-10-31T15:00:00.000Z')
const by = { actor: { who: 'operator:load', role: 'operator' }, at, reason: 'load' } as const
export const password = 'four-quiet-herons-at-dusk'

/** What the server says of itself since it was last asked. Milliseconds and seconds. */
export interface Strain {
  readonly delay_p99: number
  readonly delay_max: number
  readonly cpu: number
  readonly megabytes: number
}

/** @param began when the driver began, in milliseconds since 1970: the clock goes on from there */
async function serve(file: string, managers: readonly string[], began: number): Promise<void> {
  const house = await openHouse(`file:${file}`)
  await letIn(house, managers)
  const clock = {
    now: () => instant(new Date(Date.parse(at) + Date.now() - began).toISOString()),
  }
  const config = parseConfig({
    COCM_DATABASE_URL: `file:${file}`,
    PORT: '0',
    LOG_LEVEL: 'fatal',
    COCM_TRUSTED_PROXY: '127.0.0.1',
  })
  const running = await listen(house, { config, clock, demo: true, code: null })
  const delay = monitorEventLoopDelay({ resolution: 10 })
  delay.enable()
  let cpu = process.cpuUsage()
  process.on('message', () => {
    const { user, system } = process.cpuUsage(cpu)
    const strain: Strain = {
      delay_p99: delay.percentile(99) / 1e6,
      delay_max: delay.max / 1e6,
      cpu: (user + system) / 1e6,
      megabytes: process.memoryUsage.rss() / 2 ** 20,
    }
    delay.reset()
    cpu = process.cpuUsage()
    process.send?.(strain)
  })
  process.on('disconnect', () => process.exit(0))
  process.on('SIGTERM', () => void running.close().then(() => process.exit(0)))
  process.send?.({ address: running.address })
}

/** One hash for all of them: what is measured is not how slow argon2id is. */
async function letIn(house: House, managers: readonly string[]): Promise<void> {
  const password_hash = await house.passwords.hash(password)
  for (const name of [...managers, biller]) {
    if (await house.accounts.bySignInName(name)) continue
    const account = { account_id: `load-${name}`, staff_id: name, sign_in_name: name }
    await house.accounts.put({ ...account, password_hash, disabled: false }, by)
  }
}

const [, script, file, managers, began] = process.argv
if (script && import.meta.url === pathToFileURL(script).href && file && managers)
  await serve(file, managers.split(','), Number(began))

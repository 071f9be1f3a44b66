/**
 * A clinic of one's own for a story: staff, payers and policies are there, and the demo's patients
 * or not one. Its clock stands where the story puts it, so that a month can pass between screens.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { expect } from 'vitest'
import { demoChanges } from '../../db/seed/index.ts'
import { staff } from '../../db/seed/people.ts'
import { parseConfig } from '../../server/config.ts'
import type { CalendarDay } from '../../server/domain/calendar.ts'
import type { Change } from '../../server/domain/registry.ts'
import { type Instant, instant } from '../../server/domain/zone.ts'
import { type House, listen, openHouse } from '../../server/start.ts'
import { mishaps, newPage, signInAs } from './demo.ts'

const operator = { who: 'operator:test', role: 'operator' } as const
const password = 'a clinic for one story'

/** The clinic's clock goes on from wherever it was last put, as fast as ever. */
export interface OwnClinic {
  readonly address: string
  /** Puts the clock to a local time of the clinic, in the season of daylight saving or not. */
  at(day: string, time: string): void
  /** Lets minutes pass; whoever is signed in is at work meanwhile, and stays so. */
  pass(minutes: number): Promise<void>
  /** Somebody of the staff signs in and opens a screen, on a page that is closed with the clinic. */
  enters(staffId: string, path: string, options?: BrowserContextOptions): Promise<Page>
  /** What is on every screen now, as pictures for whoever looks into a failure. */
  pictures(folder: string): Promise<void>
  /** Everybody goes home: their pages are closed, and nothing went wrong on them. */
  evening(): Promise<void>
  close(): Promise<void>
}

/** What the demo begins with, before its first patient; nobody has met or stood in for anybody. */
function* withoutPatients(today: CalendarDay): Iterable<Change> {
  for (const change of demoChanges(today)) {
    if (change.record === 'patients') return
    if (change.record !== 'meetings' && change.record !== 'covers') yield change
  }
}

async function furnished(house: House, changes: Iterable<Change>, at: Instant): Promise<void> {
  await house.registry.commit({ changes, actor: operator, at, reason: 'a clinic for a story' })
  const password_hash = await house.passwords.hash(password)
  for (const { staff_id } of staff) {
    const account = { account_id: staff_id, staff_id, sign_in_name: staff_id, password_hash }
    const by = { actor: operator, at, reason: 'a clinic for a story' }
    await house.accounts.put({ ...account, disabled: false }, by)
  }
}

/** New York's hours behind UTC on a day of 2026 or 2027. */
const behind = (day: string): string => {
  const summer = [
    ['2026-03-08', '2026-11-01'],
    ['2027-03-14', '2027-11-07'],
  ].some(([from = '', to = '']) => day >= from && day < to)
  return summer ? '-04:00' : '-05:00'
}

/** @param changes what stands in the registry; absent: everything but patients */
export async function openClinic(
  browser: Browser,
  today: string,
  changes: Iterable<Change> = withoutPatients(today as CalendarDay), // a day of the story
): Promise<OwnClinic> {
  const folder = mkdtempSync(join(tmpdir(), 'cocm-story-'))
  const databaseUrl = `file:${join(folder, 'story.db')}`
  let from = Date.parse(`${today}T09:00:00${behind(today)}`)
  let since = performance.now()
  const now = (): Instant => instant(new Date(from + performance.now() - since).toISOString())
  const house = await openHouse(databaseUrl)
  await furnished(house, changes, now())
  const config = { ...parseConfig({}), databaseUrl, port: 0, logLevel: 'warn' as const }
  const manner = { config, clock: { now }, demo: false, busyAfter: 0, code: null }
  const running = await listen(house, manner)
  const pages: Page[] = []
  const evening = async (): Promise<void> => {
    for (const page of pages.splice(0)) {
      expect(mishaps.get(page)).toEqual([])
      await page.context().close()
    }
  }
  return {
    address: running.address,
    at(day, time) {
      from = Date.parse(`${day}T${time}:00${behind(day)}`)
      since = performance.now()
    },
    async pass(minutes) {
      for (let left = minutes; left > 0; left -= 10) {
        from += Math.min(left, 10) * 60_000
        for (const page of pages) await page.request.get(`${running.address}/api/timer`)
      }
    },
    async enters(staffId, path, options) {
      const page = await newPage(browser, options)
      pages.push(page)
      await signInAs(page, running.address, { sign_in_name: staffId, password })
      await page.goto(`${running.address}${path}`)
      return page
    },
    async pictures(folder) {
      for (const [at, page] of pages.entries())
        await page.screenshot({ path: join(folder, `screen-${at + 1}.png`) })
    },
    evening,
    async close() {
      await evening()
      await running.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

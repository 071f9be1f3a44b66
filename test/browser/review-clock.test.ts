/** The clock of a case in the weekly review: on the desk, so that a reload loses nothing of it. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Spent, secondsOn, spentIn, turnedTo } from '../../client/pages/review/clocks.ts'
import { demoChanges } from '../../db/seed/index.ts'
import type { CalendarDay } from '../../server/domain/calendar.ts'
import { openBrowser } from '../support/browser.ts'
import { type OwnClinic, openClinic } from '../support/own-clinic.ts'
import { startMeeting } from './journeys/hands.ts'

const at = (minutes: number): number => Date.parse('2026-11-02T15:00:00Z') + minutes * 60_000
const running = (patient: string, minutes: number): Spent['running'] => ({
  patient,
  since: new Date(at(minutes)).toISOString(),
})
const spent = (seconds: Spent['seconds'], now: Spent['running']): Spent => ({
  meeting: 'm',
  seconds,
  running: now,
})

test.for<[string, Spent, string, number, number]>([
  ['on the screen since then', spent({}, running('a', 0)), 'a', 4, 240],
  ['a second visit adds', spent({ a: 100 }, running('a', 0)), 'a', 1, 160],
  ['another is on the screen', spent({ a: 100 }, running('b', 0)), 'a', 9, 100],
  ['never on the screen', spent({}, null), 'a', 9, 0],
  ['left open over night', spent({}, running('a', 0)), 'a', 900, 7200],
  ['a machine whose clock is behind', spent({ a: 5 }, running('a', 3)), 'a', 0, 5],
])('%s', ([, one, patient, minutes, seconds]) => {
  expect(secondsOn(one, patient, at(minutes))).toBe(seconds)
})

test('turning to another case keeps what the last one took; the same case goes on', () => {
  const first = turnedTo(spent({}, null), 'a', at(0))
  expect(turnedTo(first, 'a', at(2))).toBe(first)
  const second = turnedTo(first, 'b', at(3))
  expect(second.seconds).toEqual({ a: 180 })
  expect(turnedTo(second, null, at(4))).toEqual(spent({ a: 180, b: 60 }, null))
  expect(spentIn(second, 'another meeting')).toEqual({
    ...spent({}, null),
    meeting: 'another meeting',
  })
})

const today = '2026-11-02' as CalendarDay // a day that exists
let browser: Browser
let clinic: OwnClinic
beforeAll(async () => {
  browser = await openBrowser()
  clinic = await openClinic(browser, today, demoChanges(today))
})
afterAll(async () => {
  await clinic?.close()
  await browser?.close()
})

test('after a reload the same case is on the screen, and its clock goes on', async () => {
  clinic.at(today, '12:00')
  const page = await clinic.enters('cm-halloran', '/review')
  await startMeeting(page)
  const clock = page.getByRole('timer')
  await clock.waitFor()
  const first = await page.locator('#case').textContent()
  const kept = page.waitForResponse((answer) => answer.request().method() === 'PUT')
  await page.keyboard.press('j')
  await page.locator('#case').filter({ hasNotText: first! }).waitFor()
  const second = await page.locator('#case').textContent()
  expect((await kept).ok()).toBe(true)
  await clinic.pass(5)
  await page.reload()
  await page.locator('#case').filter({ hasText: second! }).waitFor()
  await expect.poll(() => clock.textContent()).toMatch(/^05:/)
})

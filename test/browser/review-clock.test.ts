/** The clock of a case in the weekly review: on the desk, so that a reload loses nothing of it. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type Spent, secondsOn, spentIn, turnedTo } from '../../client/pages/review/clocks.ts'
import type { ReviewView } from '../../server/contract/review.ts'
import { openBrowser } from '../support/browser.ts'
import { type Demo, mishaps, openAs, openDemo } from '../support/demo.ts'

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

let browser: Browser
let demo: Demo
let page: Page | undefined
beforeAll(async () => {
  ;[browser, demo] = await Promise.all([openBrowser(), openDemo()])
})
afterAll(() => browser?.close())
afterEach(async () => {
  if (!page) return
  expect(mishaps.get(page)).toEqual([])
  await page.context().close()
})

test('after a reload the same case is on the screen, and its clock goes on', async () => {
  page = await openAs(browser, demo, 'psychiatric_consultant', '/account')
  await page.clock.install({ time: new Date('2026-11-02T15:00:00Z') })
  await page.route('**/api/review?*', async (route) => {
    const answer = await route.fetch()
    const view = (await answer.json()) as ReviewView
    await route.fulfill({ response: answer, json: { ...view, meeting: meetingOf(view) } })
  })
  await page.goto(`${demo.address}/review`)
  const clock = page.getByRole('timer')
  await clock.waitFor()
  const first = await page.locator('#case').textContent()
  await page.keyboard.press('j')
  await page.locator('#case').filter({ hasNotText: first! }).waitFor()
  const second = await page.locator('#case').textContent()
  await page.clock.fastForward('05:00')
  await expect.poll(() => clock.textContent()).toMatch(/^05:/)
  await page.reload()
  await page.locator('#case').filter({ hasText: second! }).waitFor()
  await expect.poll(() => clock.textContent()).toMatch(/^05:/)
})

/** A meeting that runs, as nobody else's test starts one. */
const meetingOf = ({ care_manager, psychiatric_consultant, today }: ReviewView) => ({
  meeting: 'meeting-that-runs-here',
  version: 1,
  state: 'running',
  row: {
    meeting_id: 'm-runs',
    care_manager_id: care_manager.staff_id,
    psychiatric_consultant_id: psychiatric_consultant?.staff_id ?? '',
    started_at: `${today}T09:55`,
    ended_at: null,
    clinic_id: null,
    missed_reason: null,
    attendees: null,
    entered_by: null,
    confirmed_by: null,
    confirmed_at: null,
  },
  minutes: 5,
  minutes_used: 0,
  reviews: [],
})

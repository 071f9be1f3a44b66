/** What the windows of the quality measures want; and every screen that looks back to a day. */
import { randomUUID } from 'node:crypto'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { CaseloadView } from '../../server/contract/caseload.ts'
import type { PatientView } from '../../server/contract/patients.ts'
import { openBrowser } from '../support/browser.ts'
import {
  axeFaultsInBothThemes,
  type Demo,
  mishaps,
  newPage,
  openDemo,
  signIn,
} from '../support/demo.ts'

let browser: Browser
let demo: Demo
let page: Page
beforeAll(async () => {
  ;[browser, demo] = await Promise.all([openBrowser(), openDemo()])
})
afterAll(() => browser?.close())
afterEach(async () => {
  expect(mishaps.get(page)).toEqual([])
  await page.context().close()
})

const asked = async <T>(path: string): Promise<T> =>
  (await (await page.request.get(`${demo.address}${path}`)).json()) as T

/** The first patient of whom something holds. */
async function patientWith(holds: (view: PatientView) => boolean): Promise<PatientView> {
  const { rows } = await asked<CaseloadView>('/api/caseload')
  for (const { patient } of rows) {
    const view = await asked<PatientView>(`/api/patients/${patient}`)
    if (holds(view)) return view
  }
  throw new Error('nobody of the demo is like that')
}

test('a score before its window opens is too early, and the page says by how many days', async () => {
  page = await newPage(browser)
  await signIn(page, demo, 'care_manager')
  const soon = ({ state, days }: PatientView['countdowns'][number]) =>
    state === 'early' && days < 30
  const { handle, today, countdowns } = await patientWith((view) => view.countdowns.some(soon))
  const { days } = countdowns.find(soon)!
  const answer = await page.request.post(`${demo.address}/api/patients/${handle}/records/scores`, {
    data: { instrument: 'phq-9', administered_on: today, items: '1 1 1 1 1 0 0 0 0' },
    headers: { origin: demo.address, 'idempotency-key': randomUUID() },
  })
  expect(answer.status(), await answer.text()).toBe(201)
  await page.goto(`${demo.address}/patients/${handle}`)
  const section = page.getByRole('region', { name: 'Quality measures' })
  const dayWords = days === 1 ? '1 day' : `${days} days`
  await section.getByText(`Score of 2 Nov 2026 too early by ${dayWords}.`).first().waitFor()
  await section.getByText(`Opens in ${dayWords}.`).first().waitFor()
  expect(await axeFaultsInBothThemes(page, '.countdowns')).toEqual([])
})

/** Chooses a day in the top bar. */
async function lookBackTo(day: string, laterToo: boolean): Promise<void> {
  await page.locator('.look-back summary').click()
  await page.getByLabel('As known on').fill(day)
  await page.getByLabel('With what was entered later').setChecked(laterToo)
  await page.getByRole('button', { name: 'Look back' }).click()
}
const banner = () => page.locator('.looking-back')

test('a patient as of an earlier day: a banner says so, nothing can be changed, and one comes back', async () => {
  page = await newPage(browser)
  await signIn(page, demo, 'care_manager')
  const { handle } = await patientWith(
    ({ chart, row }) => row !== null && row.weeks > 8 && chart.episodes.length === 1,
  )
  await page.goto(`${demo.address}/patients/${handle}?tab=enrollment`)
  const changes = page.locator('main').getByRole('button', { name: /Amend|Score$|Contact$|Close/ })
  await changes.first().waitFor()
  await lookBackTo('2026-10-02', true)
  await banner().getByText('As of 2 Oct 2026').waitFor()
  await banner().getByText('nothing can be changed here').waitFor()
  await page.getByRole('tab', { name: 'Plan' }).waitFor()
  expect(await changes.count()).toBe(0)
  await page.keyboard.press('s')
  expect(await page.locator('.score-form').count()).toBe(0)
  expect(await axeFaultsInBothThemes(page)).toEqual([])
  await page.getByRole('button', { name: 'Back to now' }).click()
  await changes.first().waitFor()
  expect(await banner().count()).toBe(0)
})

test('lists look back too; a screen of the present is back in it', async () => {
  page = await newPage(browser)
  await signIn(page, demo, 'care_manager')
  await page.goto(`${demo.address}/caseload`)
  await page.locator('tbody th a').first().waitFor()
  const asks: string[] = []
  page.on('request', (request) => {
    if (/known_on=/.test(request.url())) asks.push(new URL(request.url()).pathname)
  })
  // before the registry held anybody
  await lookBackTo('2026-01-05', false)
  await banner().getByText('As known on 5 Jan 2026').waitFor()
  await page.getByText('Patients whose team you are on will be listed here').waitFor()
  expect(await axeFaultsInBothThemes(page)).toEqual([])
  const rail = page.getByRole('navigation', { name: 'Screens' })
  await rail.getByRole('link', { name: 'Measures' }).click()
  await page.getByText('Nobody within your reach was in care').waitFor()
  await rail.getByRole('link', { name: 'Caseload' }).click()
  await banner().waitFor()
  await rail.getByRole('link', { name: 'Worklist' }).click()
  await page.locator('.work-row').first().waitFor()
  await rail.getByRole('link', { name: 'Caseload' }).click()
  await page.locator('tbody th a').first().waitFor()
  expect(await banner().count()).toBe(0)
  expect([...new Set(asks)]).toEqual(['/api/caseload', '/api/measures'])
})

test('a billing month as of a day within it', async () => {
  page = await newPage(browser, { viewport: { width: 1024, height: 768 } })
  await signIn(page, demo, 'billing_staff')
  await page.goto(`${demo.address}/billing/2026-10`)
  const totals = page.locator('.totals')
  const now = await totals.innerText()
  await lookBackTo('2026-10-02', true)
  await banner().waitFor()
  await expect.poll(() => totals.innerText()).not.toBe(now)
  expect(await page.getByRole('button', { name: 'CSV' }).count()).toBe(0)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(1024)
  expect(await axeFaultsInBothThemes(page)).toEqual([])
})

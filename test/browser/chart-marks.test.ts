/** What a chart still tells of rows taken back, reviews without a meeting, and open questions. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { CaseloadView } from '../../server/contract/caseload.ts'
import type { PatientView } from '../../server/contract/patients.ts'
import { openBrowser } from '../support/browser.ts'
import { axeFaultsInBothThemes, type Demo, mishaps, openAs, openDemo } from '../support/demo.ts'

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

const read = async <T>(path: string): Promise<T> =>
  (await page.request.get(`${demo.address}${path}`)).json() as Promise<T>
const post = async (path: string, data: object, headers: Readonly<Record<string, string>>) => {
  const answer = await page.request.post(`${demo.address}${path}`, {
    data,
    headers: { origin: demo.address, ...headers },
  })
  expect(answer.status(), await answer.text()).toBeLessThan(300)
  return answer.json()
}
const add = (patient: string, record: string, row: object) =>
  post(`/api/patients/${patient}/records/${record}`, row, {
    'idempotency-key': crypto.randomUUID(),
  })
/** Of the care manager's own, one whom no other test of these screens writes about. */
const somebody = async (): Promise<CaseloadView['rows'][number]> =>
  (await read<CaseloadView>('/api/caseload')).rows.findLast(({ row }) => row.status === 'active')!

test('a row that was taken back stands in the history, struck through, with who and why', async () => {
  page = await openAs(browser, demo, 'care_manager', '/account')
  const { patient } = await somebody()
  const { key } = await add(patient, 'questions', { question: 'Meant for another chart?' })
  const path = `/api/patients/${patient}/records/questions/${key}/withdrawal`
  await post(path, { reason: 'the wrong patient' }, { 'if-match': '"v1"' })
  await page.goto(`${demo.address}/patients/${patient}?tab=history`)
  const row = page.locator('.taken-back').filter({ hasText: 'the wrong patient' })
  await row.locator('del').filter({ hasText: 'Meant for another chart?' }).waitFor()
  expect(await row.textContent()).toContain('Brigid Halloran')
  await row.getByRole('button', { name: '1 version' }).click()
  await row.getByText('Version 1:').waitFor()
  expect(await axeFaultsInBothThemes(page)).toEqual([])
})

test('a review of no meeting is confirmed by its consultant alone', async () => {
  page = await openAs(browser, demo, 'care_manager', '/account')
  const { patient, row } = await somebody()
  await add(patient, 'case_reviews', {
    meeting_id: null,
    reviewed_on: '2026-11-02',
    care_manager_id: row.team.care_manager!.staff_id,
    psychiatric_consultant_id: row.team.psychiatric_consultant!.staff_id,
    recommendation: 'said on the telephone: go on as before',
    recommends_change: false,
    minutes: 3,
  })
  const address = `${demo.address}/patients/${patient}?tab=reviews`
  await page.goto(address)
  const review = () => page.locator('.versions > li').filter({ hasText: 'said on the telephone' })
  await review().getByText('Waits for the consultant’s confirmation').waitFor()
  expect(
    await review()
      .getByRole('button', { name: /^Confirm/ })
      .count(),
  ).toBe(0)
  await page.context().close()
  page = await openAs(browser, demo, 'psychiatric_consultant', '/account')
  await page.goto(address)
  await review()
    .getByRole('button', { name: /^Confirm/ })
    .click()
  await expect.poll(() => review().textContent()).not.toContain('Waits for')
  const { chart } = await read<PatientView>(`/api/patients/${patient}`)
  const written = chart.case_reviews.find((one) => one.recommendation.startsWith('said on the'))!
  expect(written.confirmed_by).toBe(written.psychiatric_consultant_id)
})

test('whom only a question brings to the review is marked in the lists', async () => {
  page = await openAs(browser, demo, 'psychiatric_consultant', '/caseload')
  const marked = page.locator('tbody tr').filter({ has: page.locator('.flag.question') })
  await marked.first().locator('th a').click()
  await page.getByText('For the next review', { exact: true }).waitFor()
})

test('a chart names whoever it names: everybody else is asked for with a form', async () => {
  page = await openAs(browser, demo, 'care_manager', '/account')
  const { patient } = await somebody()
  const { people, chart } = await read<PatientView>(`/api/patients/${patient}`)
  const named = new Set(chart.staff.map(({ staff_id }) => staff_id))
  expect(
    people.filter(({ staff_id, name }) => !named.has(staff_id) && !/Halloran/.test(name)),
  ).toEqual([])
  await page.goto(`${demo.address}/patients/${patient}?tab=enrollment`)
  await page.locator('.tab-panel').waitFor()
  const everybody = page.waitForResponse((one) => one.url().endsWith('/api/people'))
  await page.getByRole('button', { name: 'Consent' }).first().click()
  await everybody
  await page.getByRole('dialog').getByText('Adaeze Okonwo').first().waitFor({ state: 'attached' })
})

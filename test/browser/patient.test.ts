/** One patient's page in a real browser: the course, the plan that two people change, risk, paper. */
import { randomUUID } from 'node:crypto'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { withDays } from '../../client/components/words.ts'
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
const pages: Page[] = []
beforeAll(async () => {
  ;[browser, demo] = await Promise.all([openBrowser(), openDemo()])
})
afterAll(() => browser?.close())
afterEach(async () => {
  for (const page of pages.splice(0)) {
    expect(mishaps.get(page)).toEqual([])
    await page.context().close()
  }
})

type Listed = CaseloadView['rows'][number]

/** A page of the care manager, and one of their patients: these tests take them from the end. */
async function atPatient(
  which: (listed: Listed) => boolean,
  tab: string,
  size = { width: 1366, height: 768 },
): Promise<{ page: Page; patient: string }> {
  const page = await newPage(browser, { viewport: size })
  pages.push(page)
  await signIn(page, demo, 'care_manager')
  const answer = await page.request.get(`${demo.address}/api/caseload`)
  const { rows } = (await answer.json()) as CaseloadView
  const { patient } = rows.findLast(which)!
  await page.goto(`${demo.address}/patients/${patient}?tab=${tab}`)
  await page.getByRole('tab', { name: 'Plan' }).waitFor()
  return { page, patient }
}

const isCalm = ({ row }: Listed): boolean => row.flags.length === 0 && row.weeks > 8
const hasSeveralReasons = ({ row }: Listed): boolean => row.flags.length > 1

const viewOf = async (page: Page, patient: string): Promise<PatientView> =>
  (await (await page.request.get(`${demo.address}/api/patients/${patient}`)).json()) as PatientView

const add = (page: Page, patient: string, record: string, data: object) =>
  page.request.post(`${demo.address}/api/patients/${patient}/records/${record}`, {
    data,
    headers: { origin: demo.address, 'idempotency-key': randomUUID() },
  })

const dialog = (page: Page) => page.getByRole('dialog')
const button = (page: Page, name: string) => page.getByRole('button', { name })

describe('what stands on the page', () => {
  test('every open flag says why and since when; the chart has the same numbers as its table', async () => {
    const { page, patient } = await atPatient(hasSeveralReasons, 'plan', {
      width: 1024,
      height: 768,
    })
    const { row, chart } = await viewOf(page, patient)
    const flags = page.locator('.flags > li')
    expect(await flags.count()).toBe(row!.flags.length)
    for (const { because } of row!.flags)
      expect(await page.locator('.flags').innerText()).toContain(withDays(because))
    await page.locator('.score-chart canvas').waitFor()
    await page.getByText('The same as a table').click()
    const shown = page.locator('.score-table').first().locator('tbody tr')
    expect(await shown.count()).toBe(
      chart.scores.filter(({ instrument }) => instrument === row!.target_instrument).length,
    )
    const wide = await page.evaluate(() => document.documentElement.scrollWidth)
    expect(wide).toBeLessThanOrEqual(1024)
  })

  test('the timeline keeps few rows alive, and leaves out the kinds that are not wanted', async () => {
    const { page } = await atPatient(({ row }) => row.weeks > 30, 'plan')
    expect(await page.locator('.happenings li').count()).toBeLessThanOrEqual(40)
    await button(page, 'Contacts').click()
    expect(await page.locator('.happenings .kind.contacts').count()).toBe(0)
  })

  test('the sheet for the practitioner is one page', async () => {
    const { page, patient } = await atPatient(hasSeveralReasons, 'plan')
    await page.goto(`${demo.address}/patients/${patient}/sheet`)
    await page.locator('.sheet canvas').waitFor()
    const paper = (await page.pdf({ format: 'Letter' })).toString('latin1')
    expect(paper.match(/\/Type\s*\/Page[^s]/g)).toHaveLength(1)
  })
})

describe('writing', () => {
  test('a plan: nothing typed is left by mistake, two clicks make one version, changes are marked', async () => {
    const { page, patient } = await atPatient(isCalm, 'plan')
    const before = (await viewOf(page, patient)).chart.care_plans
    await button(page, 'New version').click()
    await dialog(page).getByLabel('Interventions').fill('Walk every morning; call in two weeks')
    await page.keyboard.press('Escape')
    await dialog(page).getByText('What you typed is not saved').waitFor()
    expect(await axeFaultsInBothThemes(page)).toEqual([])
    await button(page, 'Go on typing').click()
    await button(page, 'Save').dblclick()
    await dialog(page).waitFor({ state: 'detached' })
    await page.locator('ins').filter({ hasText: 'Walk every morning' }).waitFor()
    expect((await viewOf(page, patient)).chart.care_plans).toHaveLength(before.length + 1)
  })

  test('two people change one diagnosis: both versions are shown, and the choice is kept', async () => {
    const { page, patient } = await atPatient(isCalm, 'plan')
    const { chart, marks } = await viewOf(page, patient)
    const row = chart.diagnoses.find(({ rank }) => rank === 1)!
    const [key, version] = marks.diagnoses[row.diagnosis_id]!
    await button(page, `Amend ${row.icd10}`).click()
    await dialog(page).getByLabel('ICD-10-CM code').fill('F33.1')
    await dialog(page).getByLabel('Reason').fill('Recurrent')
    const place = `${demo.address}/api/patients/${patient}/records/diagnoses/${key}`
    const faster = await page.request.put(place, {
      data: { changes: { icd10: 'F33.0' }, reason: 'Mild' },
      headers: { origin: demo.address, 'if-match': `"v${version}"` },
    })
    expect(faster.status(), await faster.text()).toBe(200)
    await button(page, 'Save the change').click()
    await dialog(page).getByText('Somebody changed this after you opened it').waitFor()
    expect(await dialog(page).locator('table').innerText()).toMatch(/F33\.1[\s\S]*F33\.0/)
    expect(await axeFaultsInBothThemes(page)).toEqual([])
    await button(page, 'Go on with this choice').click()
    await button(page, 'Save the change').click()
    await dialog(page).waitFor({ state: 'detached' })
    const after = (await viewOf(page, patient)).chart.diagnoses
    expect(after.find(({ rank }) => rank === 1)?.icd10).toBe('F33.1')
  })

  test('a medication entered in error leaves the plan and stays in the history', async () => {
    const { page, patient } = await atPatient(isCalm, 'history')
    const taken = { name: 'mirtazapine', dose: '15 mg', started_on: '2026-11-02' }
    expect((await add(page, patient, 'medications', taken)).status()).toBe(201)
    await page.reload()
    const line = page.locator('.history li').filter({ hasText: 'mirtazapine' })
    await line.getByRole('button', { name: 'In error' }).click()
    await button(page, 'Mark as entered in error').click()
    await dialog(page).getByText('is needed').waitFor()
    await dialog(page).getByLabel('Reason').fill('Another patient’s')
    await button(page, 'Mark as entered in error').click()
    await line.getByRole('button', { name: 'In error' }).waitFor({ state: 'detached' })
    await page.locator('.history li').filter({ hasText: 'Another patient’s' }).waitFor()
    expect((await viewOf(page, patient)).chart.medications).not.toContainEqual(
      expect.objectContaining({ name: 'mirtazapine' }),
    )
  })
})

test('item 9 positive: the steps stand open, and only the disposition ends them', async () => {
  const { page, patient } = await atPatient(isCalm, 'plan')
  const positive = { instrument: 'phq-9', items: '1 1 1 1 1 1 1 1 2', mode: 'phone' }
  expect((await add(page, patient, 'scores', positive)).status()).toBe(201)
  await page.goto(`${demo.address}/patients/${patient}`)
  const steps = page.getByRole('region', { name: /Now: self-harm/ })
  await steps.getByText('988', { exact: false }).first().waitFor()
  expect(await page.locator('.flags .safety').first().innerText()).toBe('S1')
  expect(await axeFaultsInBothThemes(page)).toEqual([])
  await steps.getByLabel('Ideation').fill('Passing thoughts, none today')
  await steps.getByLabel('Risk tier').selectOption('low')
  await steps.getByLabel('Disposition').fill('Stays with her sister; call tomorrow at nine')
  await steps.getByRole('button', { name: 'Save' }).click()
  await steps.waitFor({ state: 'detached' })
  expect((await viewOf(page, patient)).row!.flags.map(({ id }) => id)).not.toContain('S1')
})

/** A patient who comes back is found by the flow's search and enrolled again on their own chart. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { SearchView } from '../../server/contract/enrollment.ts'
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

/** Somebody of the care manager's whose care a closing, or a break, has ended. */
async function formerPatient() {
  for (const text of 'aeiou') {
    const answer = await page.request.post(`${demo.address}/api/patients/search`, {
      data: { text },
      headers: { origin: demo.address },
    })
    const { rows } = (await answer.json()) as SearchView
    const found = rows.find(({ open }) => !open)
    if (found) return found
  }
  throw new Error('nobody in the demo has left care')
}

test('searched, found, and enrolled again: one chart with one more episode', async () => {
  page = await openAs(browser, demo, 'care_manager', '/account')
  const { patient, family_name, given_name } = await formerPatient()
  const before = await read<PatientView>(`/api/patients/${patient}`)
  await page.goto(`${demo.address}/patients/${patient}`)
  await page.getByRole('link', { name: 'Enroll again' }).waitFor()
  await page.goto(`${demo.address}/enroll`)
  await page.getByRole('link', { name: 'Begin' }).click()
  await page.getByLabel('Family name').fill(family_name)
  await page.getByLabel('Given name').fill(given_name)
  const row = page.locator('.duplicates li').filter({ hasText: before.chart.patient.mrn })
  await row.getByRole('link', { name: 'enroll again' }).click()
  await page.getByRole('heading', { name: 'They are known here' }).waitFor()
  expect(await axeFaultsInBothThemes(page)).toEqual([])
  const next = () => page.getByRole('button', { name: 'Next' }).click()
  await next()
  // clinic and team are as they were last
  expect(await page.getByLabel('Clinic').inputValue()).not.toBe('')
  for (const _ of ['referral', 'consent', 'team', 'diagnosis']) await next()
  await page.getByLabel('Answers in order').fill('221122100')
  await next()
  await page.getByRole('heading', { name: '7. Check and enroll' }).waitFor()
  await page.getByRole('button', { name: 'Enroll', exact: true }).click()
  await page.getByText(`${family_name}, ${given_name} is enrolled`).waitFor()
  const after = await read<PatientView>(`/api/patients/${patient}`)
  expect(after.chart.episodes).toHaveLength(before.chart.episodes.length + 1)
  expect(after.row?.status).toBe('active')
  expect(after.chart.scores).toHaveLength(before.chart.scores.length + 1)
  // and not a second time: it is open now
  await page.goto(`${demo.address}/enroll/enroll-again-${patient}`)
  await page.getByText(/is open for them now/).waitFor()
  await page.goto(`${demo.address}/patients/${patient}`)
  await page.locator('.patient h1').waitFor()
  expect(await page.getByRole('link', { name: 'Enroll again' }).count()).toBe(0)
})

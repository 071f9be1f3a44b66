/** What a window of a quality measure wants, said on the patient's page. */
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

/** Recommendations in a real browser: sent, declined with a reason, carried out, printed. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { CaseloadView } from '../../server/contract/caseload.ts'
import type { PatientView } from '../../server/contract/patients.ts'
import type { Role } from '../../server/domain/records/people.ts'
import { openBrowser } from '../support/browser.ts'
import { axeFaultsInBothThemes, type Demo, mishaps, openAs, openDemo } from '../support/demo.ts'

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

const open = async (who: Role, size = { width: 1366, height: 768 }): Promise<Page> => {
  const page = await openAs(browser, demo, who, '/recommendations', { viewport: size })
  pages.push(page)
  await page.locator('.recommendation-sheet').waitFor()
  return page
}

const patiently = { timeout: 10_000 }
/** Every recommendation of these tests is one of its own. */
let made = 0

/** A patient whom both see: the care manager of the demo, and its practitioner. */
async function shared(page: Page, practitioner: Page): Promise<string> {
  const listed = async (one: Page) =>
    ((await (await one.request.get(`${demo.address}/api/caseload`)).json()) as CaseloadView).rows
  const theirs = new Set((await listed(practitioner)).map(({ patient }) => patient))
  return (await listed(page)).find(({ patient }) => theirs.has(patient))!.patient
}

/** What a review recommended, in words that no other has. */
async function recommended(more: object = {}): Promise<string> {
  const page = await open('care_manager')
  const practitioner = await open('billing_practitioner')
  const patient = await shared(page, practitioner)
  const place = `${demo.address}/api/patients/${patient}`
  const { chart, row } = (await (await page.request.get(place)).json()) as PatientView
  const recommendation = `Raise the dose, number ${++made}.`
  const answer = await page.request.post(`${place}/records/case_reviews`, {
    headers: { 'idempotency-key': `made-${Date.now()}-${made}`, origin: demo.address },
    data: {
      recommendation,
      recommends_change: true,
      kind: 'medication',
      psychiatric_consultant_id: row?.team.psychiatric_consultant?.staff_id,
      care_manager_id: chart.care_team.find(({ role }) => role === 'care_manager')?.staff_id,
      ...more,
    },
  })
  expect(answer.status(), await answer.text()).toBe(201)
  return recommendation
}

async function openOne(who: Role, says: string): Promise<Page> {
  const page = await open(who)
  await page.getByRole('button', { name: says }).click()
  await page.locator('.recommendation-sheet .words', { hasText: says }).waitFor()
  return page
}

const became = (page: Page) => page.locator('.recommendation-sheet .became').innerText()

describe('from sending to carrying out', () => {
  test('the care manager sends, the practitioner declines with a reason', async () => {
    const says = await recommended()
    const manager = await openOne('care_manager', says)
    await manager.getByRole('button', { name: 'Mark as sent' }).dblclick()
    await expect.poll(() => became(manager), patiently).toMatch(/Sent 2 Nov 2026/)

    const page = await openOne('billing_practitioner', says)
    await page.getByRole('button', { name: 'Decline' }).click()
    await page.getByRole('button', { name: 'Save the decision' }).click()
    await page.getByText('The others need to know.').waitFor()
    await page.getByLabel('Why it is declined').fill('Long QT on the last ECG.')
    await page.getByRole('button', { name: 'Save the decision' }).dblclick()
    await expect.poll(() => became(page), patiently).toMatch(/Declined 2 Nov 2026/)

    await manager.reload()
    await manager.getByRole('button', { name: /^Show what is done/ }).click()
    await manager.getByRole('button', { name: says }).click()
    await manager.getByText('Long QT on the last ECG.').waitFor()
  })

  test('accepted, it waits to be carried out, and then for the score', async () => {
    const says = await recommended({ sent_on: '2026-11-02' })
    const page = await openOne('billing_practitioner', says)
    await page.getByRole('button', { name: 'Accept' }).click()
    await page.getByRole('button', { name: 'Save the decision' }).click()
    await page.getByRole('button', { name: 'Mark as carried out' }).click()
    await expect.poll(() => became(page), patiently).toMatch(/Carried out 2 Nov 2026/)
    expect(await page.locator('.recommendation-sheet').innerText()).toContain(
      'expected 30 Nov 2026 to 28 Dec 2026',
    )
  })

  test('what two people decide at once is shown to the slower one, both versions', async () => {
    const says = await recommended({ sent_on: '2026-11-02' })
    const slow = await openOne('billing_practitioner', says)
    await slow.getByRole('button', { name: 'Modify' }).click()
    await slow.getByLabel('What will be done instead').fill('Half the step.')
    const quick = await openOne('billing_practitioner', says)
    await quick.getByRole('button', { name: 'Accept' }).click()
    await quick.getByRole('button', { name: 'Save the decision' }).click()
    await expect.poll(() => became(quick), patiently).toMatch(/Accepted/)
    await slow.getByRole('button', { name: 'Save the decision' }).click()
    const conflict = slow.locator('.conflict')
    await conflict.waitFor()
    expect(await conflict.innerText()).toMatch(/modified[\s\S]*accepted/)
    await slow.getByRole('button', { name: 'Go on with this choice' }).click()
    expect(await slow.getByLabel('What will be done instead').inputValue()).toBe('Half the step.')
    await slow.getByRole('button', { name: 'Save the decision' }).click()
    await expect.poll(() => became(slow), patiently).toMatch(/Modified/)
  })

  test('a broken connection loses nothing typed', async () => {
    const says = await recommended({ sent_on: '2026-11-02' })
    const page = await openOne('billing_practitioner', says)
    await page.route('**/records/case_reviews/*', (route) => route.abort(), { times: 1 })
    await page.getByRole('button', { name: 'Decline' }).click()
    await page.getByLabel('Why it is declined').fill('Pregnant.')
    await page.getByRole('button', { name: 'Save the decision' }).click()
    await page.getByText('What you typed is still here.').waitFor()
    expect(await page.getByLabel('Why it is declined').inputValue()).toBe('Pregnant.')
    await page.getByRole('button', { name: 'Save the decision' }).click()
    await expect.poll(() => became(page), patiently).toMatch(/Declined/)
  })
})

describe('the sheet', () => {
  test.for([
    [1366, 768],
    [1024, 768],
  ] as const)('at %d × %d nothing for axe to find', async ([width, height]) => {
    const says = await recommended({ sent_on: '2026-11-02' })
    const page = await open('billing_practitioner', { width, height })
    await page.getByRole('button', { name: says }).click()
    await page.getByRole('button', { name: 'Decline' }).click()
    await page.locator('.score-chart canvas').waitFor()
    expect(await axeFaultsInBothThemes(page)).toEqual([])
  })

  test('prints on one page, with boxes to answer by hand', async () => {
    const says = await recommended({ note: 'Four weeks at 50 mg, no side effects.' })
    const page = await openOne('billing_practitioner', says)
    await page.locator('.score-chart canvas').waitFor()
    for (const format of ['Letter', 'A4']) {
      const pdf = (await page.pdf({ format })).toString('latin1')
      expect(pdf.match(/\/Type\s*\/Page\b/g)?.length, format).toBe(1)
    }
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('.rail').isVisible()).toBe(false)
    expect(await page.locator('.side').isVisible()).toBe(false)
    expect(await page.locator('.paper-answer').isVisible()).toBe(true)
    expect(await page.locator('.recommendation-sheet').innerText()).toContain(says)
  })
})

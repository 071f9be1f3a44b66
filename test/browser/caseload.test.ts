/** The caseload in a real browser: what it shows, how it is worked with, and how fast it is. */
import { readFile } from 'node:fs/promises'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { CaseloadView } from '../../server/contract/caseload.ts'
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

const open = async (size = { width: 1366, height: 768 }): Promise<void> => {
  page = await openAs(browser, demo, 'care_manager', '/caseload', { viewport: size })
  await page.locator('tbody th a').first().waitFor()
}
const names = () => page.locator('tbody th a').allTextContents()
const texts = (column: string) => page.locator(`tbody .at-${column}`).allTextContents()

/** Rows that stand whole between the sticky head and the end of the list. */
const wholeRows = () =>
  page.evaluate(() => {
    const list = document.querySelector('.list-scroll')!.getBoundingClientRect()
    const top = document.querySelector('thead')!.getBoundingClientRect().bottom
    return [...document.querySelectorAll('tbody tr')].filter((row) => {
      const box = row.getBoundingClientRect()
      return box.height === 24 && box.top >= top - 0.5 && box.bottom <= list.bottom + 0.5
    }).length
  })

test.for([
  [1366, 768, 26],
  [1920, 1080, 38],
] as const)('at %d × %d it shows at least %d patients', async ([width, height, rows]) => {
  await open({ width, height })
  expect(await wholeRows()).toBeGreaterThanOrEqual(rows)
})

describe('working with it', () => {
  test('nothing for axe to find, in light and in dark', async () => {
    page = await openAs(browser, demo, 'care_manager', '/measures')
    // rows of every kind, and not more than axe can look through in a few seconds
    await answered((view) => ({
      rows: view.rows.toSorted((a, b) => b.row.flags.length - a.row.flags.length).slice(0, 14),
    }))
    expect(await axeFaultsInBothThemes(page)).toEqual([])
  })

  test('every column of the review is there, and any can be put away', async () => {
    await open()
    const heads = await page.locator('thead .hidden-visually').allTextContents()
    expect(heads).toEqual([
      ...['Flags', 'Patient', 'MRN', 'Status', 'Weeks in treatment'],
      ...['PHQ-9 first', 'PHQ-9 last', 'PHQ-9 change', 'PHQ-9 date'],
      ...['GAD-7 first', 'GAD-7 last', 'GAD-7 change', 'GAD-7 date'],
      ...['Course of the target score', 'Item 9', 'Contacts', 'Last contact', 'Next contact due'],
      ...['Last review', 'Minutes this month', 'Next code, and minutes to it'],
      ...['Care manager', 'Clinic', 'Enrolled'],
    ])
    await page.getByText('Columns', { exact: true }).click()
    await page.getByLabel('GAD-7 first').uncheck()
    expect(await page.locator('thead .hidden-visually').allTextContents()).toHaveLength(23)
  })

  test('safety stands first; a column sorts up, down, and not at all', async () => {
    await open()
    const urgent = await names()
    expect((await texts('flags'))[0]).toMatch(/^S/)
    const weeks = page.getByRole('columnheader', { name: 'Weeks in treatment' })
    await weeks.getByRole('button').click()
    await expect.poll(() => weeks.getAttribute('aria-sort')).toBe('ascending')
    const up = (await texts('weeks')).map(Number)
    expect(up).toEqual(up.toSorted((a, b) => a - b))
    await weeks.getByRole('button').click()
    await expect.poll(() => weeks.getAttribute('aria-sort')).toBe('descending')
    const down = (await texts('weeks')).map(Number)
    expect(down).toEqual(down.toSorted((a, b) => b - a))
    await weeks.getByRole('button').click()
    await expect.poll(names).toEqual(urgent)
  })

  test('a filter is said in the footer; a view is kept under a name', async () => {
    await open()
    await page.getByRole('button', { name: 'At target', exact: true }).click()
    const footer = page.locator('.totals')
    await expect.poll(() => footer.textContent()).toMatch(/^(\d+) patients?.*?\1 at target/)
    await page.getByLabel('Filter by name').fill('zzzz')
    await page.getByText('Nobody on this caseload fits the filter.').waitFor()
    await page.getByRole('button', { name: 'Show everybody' }).click()
    await page.getByLabel('Flag', { exact: true }).selectOption('safety')
    await page.locator('summary').filter({ hasText: 'Save as a view' }).click()
    await page.getByLabel('Name', { exact: true }).fill('Safety first')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByRole('button', { name: 'All', exact: true }).click()
    await page.getByRole('button', { name: 'Safety first', exact: true }).click()
    for (const flags of await texts('flags')) expect(flags).toMatch(/^S|\+/)
  })

  test('the file holds what is shown, and no cell that a spreadsheet would run', async () => {
    await open()
    const saving = page.waitForEvent('download')
    await page.getByRole('button', { name: 'CSV' }).click()
    const saved = await saving
    expect(saved.suggestedFilename()).toBe('caseload-2026-11-02.csv')
    const lines = (await readFile(await saved.path(), 'utf8')).trimEnd().split('\r\n')
    expect(lines[0]).toMatch(/^\uFEFFFlags,Patient,MRN,Status.*,Notice$/)
    for (const line of lines.slice(1)) expect(line, '42 CFR 2.32').toMatch(/,42 CFR part 2 [^,]+$/)
    expect(lines).toHaveLength((await names()).length + 1 + (await unseen()))
    expect(lines.join('\n')).not.toMatch(/(^|,)"?[=+@]/m)
  })

  test('j, k and Enter are enough', async () => {
    await open()
    const [, second] = await names()
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    await page.keyboard.press('k')
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(second)
    await page.keyboard.press('Enter')
    await page.waitForURL('**/patients/*')
  })

  test('on paper stands everybody, with who printed it', async () => {
    await open()
    await page.emulateMedia({ media: 'print' })
    await expect.poll(unseen).toBe(0)
    expect(await page.locator('.gap').count()).toBe(0)
    expect(await page.locator('.printed-by').textContent()).toContain('Printed by Brigid Halloran')
  })
})

/** How many rows are not in the document. */
const unseen = async (): Promise<number> => {
  const all = Number(await page.locator('table').getAttribute('aria-rowcount')) - 1
  return all - (await page.locator('tbody tr:not(.gap)').count())
}

describe('a consultant', () => {
  test('chooses a care manager', async () => {
    page = await openAs(browser, demo, 'psychiatric_consultant', '/caseload')
    await page.locator('tbody th a').first().waitFor()
    const choice = page.getByRole('combobox', { name: 'Care manager' })
    const people = await choice.locator('option').allTextContents()
    expect(people.length).toBeGreaterThan(2)
    await choice.selectOption({ label: people[1]! })
    const shown = new Set(await texts('care-manager'))
    expect([...shown]).toEqual([people[1]])
  })
})

describe('when it does not go well', () => {
  test('an error is said in words, and trying again helps', async () => {
    page = await openAs(browser, demo, 'care_manager', '/measures')
    await page.route('**/api/caseload', (route) => route.fulfill({ status: 503, json: {} }))
    await page.goto(`${demo.address}/caseload`)
    await page.getByText('The registry does not answer.').waitFor()
    await page.unroute('**/api/caseload')
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.locator('tbody th a').first().waitFor()
  })

  test('an empty caseload says what will be here', async () => {
    page = await openAs(browser, demo, 'care_manager', '/measures')
    await page.route('**/api/caseload', (route) => route.fulfill({ json: { rows: [] } }))
    await page.goto(`${demo.address}/caseload`)
    await page.getByText('will be listed here once they are enrolled').waitFor()
  })
})

/** The caseload, with another answer of the server than it would give. */
async function answered(change: (view: CaseloadView) => CaseloadView): Promise<void> {
  await page.route('**/api/caseload', async (route) => {
    const answer = await route.fetch()
    await route.fulfill({ json: change((await answer.json()) as CaseloadView) }) // the contract's
  })
  await page.goto(`${demo.address}/caseload`)
  await page.locator('tbody th a').first().waitFor()
}

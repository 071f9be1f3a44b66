/** The list beside an open patient, the scope of the top bar, and what somebody prefers. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
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

const patientName = () => page.locator('h1').first().textContent()
const inList = () => page.locator('.beside [aria-current]')
const heads = (name: string) => expect.poll(patientName).toContain(name)

describe('the list beside an open patient', () => {
  test.for([
    ['care_manager', '/caseload', 'tbody th a'],
    ['care_manager', '/worklist', '.work-row .who a'],
    ['billing_staff', '/billing/2026-10', 'tbody th a'],
  ] as const)('%s, from %s: j and k go on without going back', async ([role, path, links]) => {
    page = await openAs(browser, demo, role, path)
    await page.locator(links).first().waitFor()
    const names = [...new Set(await page.locator(links).allTextContents())]
    await page.locator(links).first().click()
    await heads(names[0]!)
    await page.keyboard.press('j')
    await heads(names[1]!)
    await page.keyboard.press('j')
    await heads(names[2]!)
    await page.keyboard.press('k')
    await heads(names[1]!)
    expect(await inList().textContent()).toContain(names[1])
    expect(await page.locator('.beside .position').textContent()).toMatch(/^2/)
    // one step back is the list, however many patients one has walked past
    await page.goBack()
    await expect.poll(() => new URL(page.url()).pathname).toBe(path)
  })

  test('it is windowed, says the flags of safety, and leads back', async () => {
    page = await openAs(browser, demo, 'psychiatric_consultant', '/caseload')
    await page.locator('tbody th a').first().click()
    await page.locator('.beside li').first().waitFor()
    expect(await page.locator('.beside li').count()).toBeLessThan(60)
    const said = await page.locator('.beside li').first().getAttribute('aria-setsize')
    expect(Number(said)).toBeGreaterThan(100)
    expect(await page.locator('.beside li .flag.safety').count()).toBeGreaterThan(0)
    await page.locator('.beside .back').click()
    await page.locator('table.caseload').waitFor()
  })

  test('who was not opened from a list has none beside them', async () => {
    page = await openAs(browser, demo, 'care_manager', '/caseload')
    const path = await page.locator('tbody th a').first().getAttribute('href')
    await page.goto(`${demo.address}${path}`)
    await page.locator('.patient h1').waitFor()
    expect(await page.locator('.beside').count()).toBe(0)
  })

  test('on a tablet a strip, and the list over the page; nothing for axe', async () => {
    const viewport = { width: 1024, height: 768 }
    page = await openAs(browser, demo, 'care_manager', '/caseload', { viewport })
    await page.locator('tbody th a').first().click()
    await page.locator('.patient h1').waitFor()
    expect((await page.locator('.beside').boundingBox())!.width).toBeLessThanOrEqual(48)
    await page.locator('.beside').getByRole('button', { name: 'Show the list' }).click()
    await page.locator('.beside li').nth(3).waitFor()
    expect(await axeFaultsInBothThemes(page)).toEqual([])
    const fourth = await page.locator('.beside li .name').nth(3).textContent()
    await page.locator('.beside li a').nth(3).click()
    await heads(fourth!)
    await expect.poll(() => page.locator('.beside .whole').isVisible()).toBe(false)
  })
})

describe('what somebody prefers', () => {
  test('is theirs on every page that they open after it', async () => {
    page = await openAs(browser, demo, 'clinical_staff', '/caseload')
    await page.locator('tbody th a').first().click()
    await page.locator('.beside').getByRole('button', { name: 'Hide the list' }).click()
    const kept = () => page.waitForResponse((one) => one.request().method() === 'PUT')
    await Promise.all([kept(), page.getByRole('button', { name: /^Colors/ }).click()])
    await page.getByRole('button', { name: 'Help and keys' }).click()
    await Promise.all([kept(), page.getByLabel(/Single keys/).uncheck()])
    await page.goto(`${demo.address}/caseload`)
    const theme = () => page.locator('html').getAttribute('data-theme')
    await expect.poll(theme).toBe('light')
    await page.locator('tbody th a').first().click()
    await page.locator('.beside').getByRole('button', { name: 'Show the list' }).waitFor()
    const first = await patientName()
    await page.keyboard.press('j') // single keys are off
    expect(await patientName()).toBe(first)
    // somebody else on the same machine has their own
    await page.context().close()
    page = await openAs(browser, demo, 'billing_staff', '/billing')
    await page.locator('h1').waitFor()
    expect(await theme()).toBeNull()
  })
})

describe('the scope in the top bar', () => {
  const choose = async (label: string, index: number) => {
    await page.locator('.scope summary').click()
    const select = page.locator('.scope').getByLabel(label, { exact: true })
    await expect.poll(() => select.locator('option').count()).toBeGreaterThan(index)
    await select.selectOption({ index })
    const chosen = await select.locator('option:checked').textContent()
    await page.keyboard.press('Escape')
    return chosen!
  }
  const counted = async () => Number.parseInt((await page.locator('.totals').textContent())!, 10)

  test('one care manager’s patients in the caseload, the worklist and the review', async () => {
    page = await openAs(browser, demo, 'psychiatric_consultant', '/caseload')
    await page.locator('.totals').waitFor()
    const all = await counted()
    const name = await choose('Care manager', 2)
    await expect.poll(counted).toBeLessThan(all)
    const managers = await page.locator('tbody .at-care-manager').allTextContents()
    expect(new Set(managers)).toEqual(new Set([name]))
    const few = await counted()
    await page.getByRole('link', { name: /^Worklist/ }).click()
    await page.locator('.work-row').first().waitFor()
    const rows = await page.getByText(/things to do for \d+ patients/).textContent()
    expect(Number(/for (\d+) patients/.exec(rows!)![1])).toBeLessThanOrEqual(few)
    await page.getByRole('link', { name: 'Review' }).click()
    const whose = page.getByLabel('Care manager', { exact: true }).last()
    await expect.poll(() => whose.locator('option:checked').textContent()).toBe(name)
  })

  test('a clinic’s patients in the billing month; safety outside of it is told', async () => {
    page = await openAs(browser, demo, 'billing_staff', '/billing/2026-10')
    await page.locator('.totals').waitFor()
    const all = await counted()
    await choose('Clinic', 1)
    await expect.poll(counted).toBeLessThan(all)
    await page.context().close()
    page = await openAs(browser, demo, 'psychiatric_consultant', '/worklist')
    await page.locator('.work-row').first().waitFor()
    const hidden = page.getByRole('button', { name: /of safety outside/ })
    expect(await hidden.count()).toBe(0)
    const kinds = await page.locator('.kinds').textContent()
    expect(kinds).toMatch(/^Safety/)
    for (const index of [1, 2]) await choose('Care manager', index)
    await hidden.click()
    await expect.poll(() => page.locator('.kinds').textContent()).toBe(kinds)
  })
})

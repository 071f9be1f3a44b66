/** A weekly review as its people live it, in a real browser: prepared, held, ended, confirmed. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { ReviewView } from '../../server/contract/review.ts'
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

type Person = 'care_manager' | 'psychiatric_consultant'
const open = async (who: Person, size = { width: 1366, height: 768 }): Promise<Page> => {
  const page = await openAs(browser, demo, who, '/review', { viewport: size })
  pages.push(page)
  await page.locator('.review .case .body').waitFor()
  return page
}

/** Machines that run tests are busy. */
const patiently = { timeout: 10_000 }
const long = { timeout: 150_000 }
const shown = (page: Page) => page.locator('#case').innerText()
const note = (page: Page) => page.getByLabel('What was reviewed')
const recommendation = (page: Page) => page.getByLabel('Recommendation to the practitioner')
const leaveField = (page: Page) => page.keyboard.press('Escape')

/** Types a whole note and saves it with the keyboard; the next case is on the screen then. */
async function reviewed(page: Page, kind: string, says: string): Promise<string> {
  const who = await shown(page)
  await note(page).fill('Read through the last four weeks.')
  await page.getByLabel(kind, { exact: true }).check()
  await recommendation(page).fill(says)
  await page.keyboard.press('Control+Enter')
  await page.locator('#case').filter({ hasNotText: who }).waitFor()
  await note(page).waitFor()
  return who.replace(/, \d+$/, '')
}

describe('before the meeting', () => {
  test.for([
    [1366, 768],
    [1024, 768],
  ] as const)('at %d × %d everything is on one screen', async ([width, height]) => {
    const page = await open('psychiatric_consultant', { width, height })
    const fits = await page.evaluate(() => {
      const main = document.querySelector('main')!
      return main.scrollHeight <= main.clientHeight && main.scrollWidth <= main.clientWidth
    })
    expect(fits).toBe(true)
    await page.locator('.score-chart canvas').waitFor()
    for (const part of ['.agenda .budget', '.case .head', '.score-chart canvas', '.note .save'])
      expect(await page.locator(part).first().isVisible(), part).toBe(true)
    expect(await page.locator('.budget').innerText()).toMatch(/\d+ of 60 min planned/)
  })

  test('a consultant prepares alone, and finds what was typed: cases later, and after a reload', async () => {
    const page = await open('psychiatric_consultant')
    const first = await shown(page)
    await page.keyboard.press('r')
    const kept = page.waitForResponse((answer) => answer.url().includes('/api/drafts/review.'))
    await page.keyboard.type('Ask about mania before any dose.')
    await leaveField(page)
    await page.keyboard.press('j')
    await page.locator('#case').filter({ hasNotText: first }).waitFor()
    await note(page).waitFor()
    expect(await note(page).inputValue()).toBe('')
    await page.keyboard.press('k')
    await page.locator('#case').filter({ hasText: first }).waitFor()
    await note(page).waitFor()
    expect(await note(page).inputValue()).toBe('Ask about mania before any dose.')
    expect((await kept).status()).toBeLessThan(300)
    page.once('dialog', (asked) => asked.accept())
    await page.reload()
    await note(page).waitFor()
    await expect
      .poll(() => note(page).inputValue(), patiently)
      .toBe('Ask about mania before any dose.')
  })

  test('whom time cuts stands below a line, and a longer meeting takes more', async () => {
    const page = await open('care_manager')
    const above = page.locator('.agenda ol').first().locator('li')
    const before = await above.count()
    expect(await page.locator('.agenda .cut').innerText()).toContain('out of time')
    await page.getByLabel('Length of the meeting').selectOption('90')
    await expect.poll(() => above.count(), patiently).toBeGreaterThan(before)
  })

  test('nothing for axe to find, in light and in dark', async () => {
    const page = await open('psychiatric_consultant')
    expect(await axeFaultsInBothThemes(page)).toEqual([])
    await page.getByRole('button', { name: 'Start the meeting' }).click()
    await page.getByRole('dialog').waitFor()
    expect(await axeFaultsInBothThemes(page)).toEqual([])
  })

  test('a week without a meeting is answered with its reason', async () => {
    const page = await open('care_manager')
    await page.route('**/api/review?*', async (route) => {
      const answer = await route.fetch()
      const view = (await answer.json()) as ReviewView
      await route.fulfill({ response: answer, json: { ...view, missed_weeks: ['2026-10-12'] } })
    })
    const sent: unknown[] = []
    await page.route('**/api/meetings', async (route) => {
      sent.push(route.request().postDataJSON())
      await route.fulfill({ status: 201, json: {} })
    })
    await page.reload()
    await page.getByRole('button', { name: '1 week without a meeting' }).click()
    await page.getByRole('button', { name: 'Save the reason' }).click()
    await page.getByText('is needed').waitFor()
    await page.getByLabel('Why there was no meeting').fill('The consultant was ill.')
    await page.getByRole('button', { name: 'Save the reason' }).dblclick()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    const missed = { on: '2026-10-12', reason: 'The consultant was ill.' }
    expect(sent).toMatchObject([{ missed }])
  })
})

describe('a meeting', () => {
  test(
    'from its start over several cases to its end, and the consultant’s word',
    long,
    async () => {
      const page = await open('care_manager')
      await page.getByRole('button', { name: 'Start the meeting' }).click()
      await page.getByLabel('Who else is there').fill('Kinga Dabrowka')
      await page.getByRole('button', { name: 'Start now' }).dblclick()
      await page.locator('.running').waitFor()
      expect(await page.locator('.running').innerText()).toContain('Kinga Dabrowka')

      await refusesWithoutKind(page)
      const had = [
        await reviewed(page, 'Medication', 'Raise sertraline to 100 mg.'),
        await savedAfterFailure(page),
        await reviewed(page, 'Referral', 'Refer to the sleep clinic.'),
      ]
      await expect.poll(() => page.locator('.agenda .reviewed').count(), patiently).toBe(3)
      expect(await page.locator('.budget').innerText()).toMatch(/\d+ of 60 min used/)
      expect(await axeFaultsInBothThemes(page)).toEqual([])

      await page.getByRole('button', { name: 'End the meeting' }).click()
      await page.getByText('3 cases reviewed').waitFor()
      await page.getByRole('button', { name: 'End it now' }).click()
      await page.getByText('The meeting is over').waitFor()
      const names = await page.locator('.ended tbody th').allTextContents()
      expect(names.toSorted()).toEqual(had.toSorted())
      expect(await page.locator('.ended .over li').count()).toBeGreaterThan(0)
      expect(await page.locator('.ended').innerText()).toContain('until the consultant confirms')
      await confirmed(had)
    },
  )

  /** Nothing is sent, and each fault stands beside its field. */
  async function refusesWithoutKind(page: Page): Promise<void> {
    await note(page).fill('Nothing chosen yet.')
    await page.getByLabel('Minutes', { exact: true }).fill('400')
    await page.keyboard.press('Control+Enter')
    await page.getByText('choose what is recommended').waitFor()
    await page.getByText(/at most \d+: the meeting has no more/).waitFor()
    await page.getByLabel('Minutes', { exact: true }).fill('0')
  }

  /** The connection breaks: what was typed stays, and saving again makes one record. */
  async function savedAfterFailure(page: Page): Promise<string> {
    await page.route('**/records/case_reviews', (route) => route.abort(), { times: 1 })
    const who = await shown(page)
    await note(page).fill('Sleeps four hours.')
    await page.getByLabel('Behavioral', { exact: true }).check()
    await recommendation(page).fill('Behavioral activation, weekly.')
    await page.getByRole('button', { name: 'Save and next' }).click()
    await page.getByText('What you typed is still here.').waitFor()
    expect(await note(page).inputValue()).toBe('Sleeps four hours.')
    await page.getByRole('button', { name: 'Save and next' }).dblclick()
    await page.locator('#case').filter({ hasNotText: who }).waitFor()
    await note(page).waitFor()
    return who.replace(/, \d+$/, '')
  }

  async function confirmed(had: readonly string[]): Promise<void> {
    const page = await open('psychiatric_consultant')
    await page.getByRole('button', { name: /1 meeting to confirm/ }).click()
    const dialog = page.getByRole('dialog')
    // one of them may have another consultant on the team: that review is not theirs to see
    const theirs = await dialog.locator('tbody th').allTextContents()
    expect(theirs.length).toBeGreaterThan(1)
    expect(had).toEqual(expect.arrayContaining(theirs))
    expect(await axeFaultsInBothThemes(page)).toEqual([])
    await dialog.getByRole('button', { name: /I was there/ }).click()
    await dialog.getByText('Every meeting is confirmed.').waitFor()
  }
})

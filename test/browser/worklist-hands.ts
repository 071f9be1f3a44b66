/** Hands at the worklist: keys that are counted, lines that are found, charts that are looked up. */
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core'
import type { PatientView } from '../../server/contract/patients.ts'
import type { Role } from '../../server/domain/records/people.ts'
import { type Demo, openAs } from '../support/demo.ts'

/** Presses keys one by one; every one counts, a letter as well as Tab. */
export async function press(page: Page, ...keys: readonly string[]): Promise<number> {
  for (const key of keys) await page.keyboard.press(key)
  return keys.length
}

export async function openWorklist(
  browser: Browser,
  demo: Demo,
  options: BrowserContextOptions = {},
  role: Role = 'care_manager',
): Promise<Page> {
  const page = await openAs(browser, demo, role, '/worklist', options)
  await page.locator('.work-row').first().waitFor()
  return page
}

export const chosenLine = (page: Page): Locator => page.locator('.work-row[aria-current]')

/** The handle of the chosen line's patient. */
export async function chosenPatient(page: Page): Promise<string> {
  const address = await chosenLine(page).getByRole('link').getAttribute('href')
  return address?.split('/').at(-1) ?? ''
}

export async function chartOf(page: Page, patient: string): Promise<PatientView['chart']> {
  const answer = await page.request.get(new URL(`/api/patients/${patient}`, page.url()).href)
  const view = (await answer.json()) as PatientView // as its contract says, tested on the server
  return view.chart
}

/** Goes down to the first line of a kind. */
export async function goTo(page: Page, kind: RegExp): Promise<void> {
  await page.getByRole('navigation', { name: 'Kinds of work' }).getByText(kind).click()
}

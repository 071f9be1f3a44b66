/**
 * Two people open one care plan. Whoever is slower sees both versions, chooses, and loses nothing;
 * and every version stays in the history with who and why.
 */
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { openBrowser } from '../../support/browser.ts'
import { axeFaultsInBothThemes } from '../../support/demo.ts'
import { type OwnClinic, openClinic } from '../../support/own-clinic.ts'
import { enroll, plan } from './hands.ts'

let browser: Browser
let clinic: OwnClinic
beforeAll(async () => {
  browser = await openBrowser()
  clinic = await openClinic(browser, '2026-10-19')
})
afterAll(async () => {
  await clinic?.close()
  await browser?.close()
})
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await clinic.pictures('test-results')
})

const patiently = { timeout: 240_000 }
const dialog = (page: Page) => page.getByRole('dialog')
const conflict = (page: Page) => page.locator('.conflict')

interface Change {
  readonly field: 'Targets' | 'Interventions'
  readonly says: string
  readonly reason: string
}

async function opens(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Amend version 1 of the care plan' }).click()
  await dialog(page).getByLabel('Targets').waitFor()
}

async function types(page: Page, { field, says, reason }: Change): Promise<void> {
  await dialog(page).getByLabel(field).fill(says)
  await dialog(page).getByLabel('Reason').fill(reason)
}

const save = (page: Page) => dialog(page).getByRole('button', { name: 'Save the change' }).click()
const isSaved = (page: Page) => dialog(page).waitFor({ state: 'detached' })

test('what only one of them changed is kept from each', patiently, async () => {
  const { manager, practitioner } = await bothAtThePlan()
  await Promise.all([opens(manager), opens(practitioner)])
  await types(manager, { field: 'Targets', says: 'PHQ-9 below 10 by March', reason: 'Her wish' })
  await types(practitioner, {
    field: 'Interventions',
    says: 'Walk every morning; sertraline 50 mg',
    reason: 'Started today',
  })
  await save(manager)
  await isSaved(manager)

  await save(practitioner)
  await conflict(practitioner).getByText('Somebody changed this after you opened it').waitFor()
  expect(await conflict(practitioner).locator('table').innerText()).toMatch(
    /below 5 by April[\s\S]*below 10 by March[\s\S]*sertraline 50 mg/,
  )
  expect(await axeFaultsInBothThemes(practitioner)).toEqual([])
  await conflict(practitioner).getByRole('button', { name: 'Go on with this choice' }).click()
  expect(await dialog(practitioner).getByLabel('Reason').inputValue()).toBe('Started today')
  await save(practitioner)
  await isSaved(practitioner)

  await manager.reload()
  const shown = manager.locator('.versions').first()
  await shown.getByText('sertraline 50 mg').waitFor()
  expect(await shown.innerText()).toContain('PHQ-9 below 10 by March')
})

test('where both changed the same, one is chosen by hand', patiently, async () => {
  const [manager, practitioner] = [await atPlan('cm-halloran'), await atPlan('bp-okonwo')]
  await Promise.all([opens(manager), opens(practitioner)])
  await types(manager, { field: 'Targets', says: 'Back at work in May', reason: 'Her wish' })
  await types(practitioner, { field: 'Targets', says: 'Asleep by eleven', reason: 'Hers too' })
  await save(practitioner)
  await isSaved(practitioner)
  await save(manager)
  await conflict(manager).getByLabel('Asleep by eleven').check()
  await conflict(manager).getByRole('button', { name: 'Go on with this choice' }).click()
  expect(await dialog(manager).getByLabel('Targets').inputValue()).toBe('Asleep by eleven')
  await dialog(manager).getByLabel('Targets').fill('Asleep by eleven; back at work in May')
  await save(manager)
  await isSaved(manager)
  await manager.locator('.versions').first().getByText('back at work in May').waitFor()
})

test('every version stands in the history, with who and why', patiently, async () => {
  const page = await clinic.enters('bp-okonwo', `${chart}?tab=history`)
  await page.getByLabel('Show').selectOption({ label: 'Care plans' })
  await page.getByRole('button', { name: '5 versions' }).click()
  const versions = page.locator('.history .versions li', { hasText: /^Version/ })
  await expect.poll(() => versions.count()).toBe(5)
  const told = (await versions.allInnerTexts()).join('\n')
  for (const says of ['Brigid Halloran', 'Adaeze Okonwo', 'Her wish', 'Started today', 'Hers too'])
    expect(told).toContain(says)
})

/** Where the patient's chart stands. */
let chart: string

const atPlan = (who: string): Promise<Page> => clinic.enters(who, `${chart}?tab=plan`)

async function bothAtThePlan(): Promise<{ manager: Page; practitioner: Page }> {
  const manager = await clinic.enters('cm-halloran', '/enroll')
  chart = await enroll(manager, {
    family: 'Thistlewick',
    given: 'Omar',
    mrn: '2000003',
    visitOn: '2026-10-12',
    answers: '221122200',
  })
  await plan(manager, { targets: 'PHQ-9 below 5 by April', interventions: 'Walk every morning' })
  return { manager, practitioner: await atPlan('bp-okonwo') }
}

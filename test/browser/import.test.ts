/** A bundle on its way in, as the person does it who keeps the data: faults first, then mended. */
import { buffer } from 'node:stream/consumers'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { ZipFile } from 'yazl'
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

async function zipOf(files: Readonly<Record<string, string>>): Promise<Buffer> {
  const zip = new ZipFile()
  for (const [name, text] of Object.entries(files)) zip.addBuffer(Buffer.from(text), name)
  zip.end()
  return buffer(zip.outputStream)
}

const head = 'payer_id,name,category,policy\n'
const drop = async (name: string, files: Readonly<Record<string, string>>) => {
  const zip = await zipOf(files)
  await page
    .getByLabel('choose a file')
    .setInputFiles({ name, mimeType: 'application/zip', buffer: zip })
}

/** The server asks for the password once; it then holds for five minutes. */
async function confirmPassword(): Promise<void> {
  await page.getByRole('textbox', { name: 'Password' }).fill(demo.people.data_manager.password)
  await page.getByRole('button', { name: 'Go on' }).click()
}

test('faults are all told in their places; the mended bundle is then imported', async () => {
  page = await openAs(browser, demo, 'data_manager', '/import')
  const many = Array.from({ length: 80 }, (_, at) => `p-${at},Payer ${at},nothing,cms\n`)
  await drop('first.zip', {
    'payers.csv': `${head}${many.join('')}`,
    'clinics.csv':
      'clinic_id,name,time_zone,setting,place_of_service\nc-x,There,Nowhere,office,11\n',
  })
  await confirmPassword()
  await page.getByText('81 faults; nothing was changed').waitFor()
  await page.getByRole('button', { name: /clinics\.csv/ }).click()
  await page.getByText('1 of 81').waitFor()
  const cells = await page
    .getByRole('row', { name: /Nowhere/ })
    .getByRole('cell')
    .allInnerTexts()
  expect(cells.slice(0, 4)).toEqual(['clinics.csv', '2', 'time_zone', 'Nowhere'])
  await page.getByRole('button', { name: /All files/ }).click()
  await page.getByLabel('Containing').fill('commercial')
  await page.getByText('80 of 81').waitFor()
  expect(await axeFaultsInBothThemes(page)).toEqual([])
  await drop('mended.zip', { 'payers.csv': `${head}import-1,Mended Mutual,commercial,cms\n` })
  await page.getByText('It would mean 1 row added').waitFor()
  await page.getByRole('button', { name: 'Import it now' }).click()
  await page.getByText('Imported: 1 row added').waitFor()
  await drop('again.zip', { 'payers.csv': `${head}import-1,Mended Mutual,commercial,cms\n` })
  await page.getByText('nothing would change').waitFor()
})

test('what is no bundle is refused before it is sent', async () => {
  page = await openAs(browser, demo, 'data_manager', '/import')
  await page
    .getByLabel('choose a file')
    .setInputFiles({ name: 'list.xlsx', mimeType: 'application/zip', buffer: Buffer.from('x') })
  await page.getByText('list.xlsx is no .zip').waitFor()
})

test('the whole registry goes out as one file, after the password', async () => {
  page = await openAs(browser, demo, 'data_manager', '/import')
  await page.getByRole('button', { name: 'Export the whole registry' }).click()
  const download = page.waitForEvent('download')
  await confirmPassword()
  expect((await download).suggestedFilename()).toMatch(/\.zip$/)
})

test('a wrong password is said in the dialog, and Escape leaves it', async () => {
  page = await openAs(browser, demo, 'data_manager', '/import')
  await page.getByRole('button', { name: 'Export the whole registry' }).click()
  await page.getByRole('textbox', { name: 'Password' }).fill('not the password at all')
  await page.getByRole('button', { name: 'Go on' }).click()
  await page
    .getByRole('alert')
    .filter({ hasText: /password/ })
    .waitFor()
  expect(await axeFaultsInBothThemes(page)).toEqual([])
  await page.keyboard.press('Escape')
  await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
})

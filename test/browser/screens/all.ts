/**
 * Every screen of every role, in the order of the rail. A new screen gets a line here, and is then
 * looked at by axe in light and dark, counted for its requests, and taken a picture of.
 */
import { buffer } from 'node:stream/consumers'
import type { Page } from 'playwright-core'
import { ZipFile } from 'yazl'
import type { Demo } from '../../support/demo.ts'
import { careScreens } from './care.ts'
import { lastMonth, type Screen } from './screen.ts'

const dialog = (page: Page) => page.getByRole('dialog').waitFor()
const press = (name: string | RegExp) => async (page: Page) => {
  await page.getByRole('button', { name }).first().click()
  await dialog(page)
}

/** A bundle with faults of several kinds, dropped and looked through. */
async function dropWithFaults(page: Page, demo: Demo): Promise<void> {
  const zip = new ZipFile()
  const payers = ['p-1,Payer One,nothing,cms', 'p-2,,commercial,cms', 'p-2,Payer Two,commercial,']
  zip.addBuffer(Buffer.from(`payer_id,name,category,policy\n${payers.join('\n')}\n`), 'payers.csv')
  const clinic = 'clinic_id,name,time_zone,setting,place_of_service\nc-x,There,Nowhere,office,11\n'
  zip.addBuffer(Buffer.from(clinic), 'clinics.csv')
  zip.end()
  const file = { name: 'first.zip', mimeType: 'application/zip' }
  await page
    .getByLabel('choose a file')
    .setInputFiles({ ...file, buffer: await buffer(zip.outputStream) })
  const { password } = demo.people.data_manager
  await page.getByRole('textbox', { name: 'Password' }).fill(password)
  await page.getByRole('button', { name: 'Go on' }).click()
  await page.getByText(/nothing was changed/).waitFor()
}

const doors: readonly Screen[] = [
  { name: 'sign-in', role: null, path: '/', ready: 'text=Demonstration' },
  {
    name: 'locked',
    role: 'care_manager',
    path: '/measures',
    ready: 'h1',
    act: async (page) => {
      await page.getByRole('button', { name: 'Lock the screen' }).click()
      await page.getByRole('heading', { name: 'The screen is locked' }).waitFor()
    },
  },
  {
    name: 'help',
    role: 'care_manager',
    path: '/measures',
    ready: 'h1',
    act: async (page) => {
      await page.keyboard.press('?')
      await dialog(page)
    },
  },
  { name: 'account', role: 'care_manager', path: '/account', ready: 'h1' },
]

const billing: readonly Screen[] = [
  {
    name: 'months',
    role: 'billing_staff',
    path: `/billing/${lastMonth}`,
    ready: 'tbody th a',
    paper: true,
    act: async (page) => {
      const group = { name: /^One thing missing/ } as const
      await page.getByRole('button', group).click()
      await page.getByRole('button', { ...group, pressed: true }).waitFor()
      await page.locator('tbody th a').first().focus()
      await page.locator('.strip-words').waitFor()
    },
  },
  {
    name: 'months-manager',
    role: 'care_manager',
    path: `/billing/${lastMonth}`,
    ready: 'tbody th a',
  },
  {
    name: 'month',
    role: 'care_manager',
    path: `/patients/:patient/months/${lastMonth}`,
    ready: '#outcome',
    paper: true,
    act: (page) => page.locator('.elements summary').first().click(),
  },
  {
    name: 'month-biller',
    role: 'billing_staff',
    path: `/patients/:patient/months/${lastMonth}`,
    ready: '#outcome',
  },
]

const measures: readonly Screen[] = [
  {
    name: 'measures',
    role: 'psychiatric_consultant',
    path: `/measures/${lastMonth}`,
    ready: 'figure [role=img]',
    paper: true,
  },
  {
    name: 'measures-behind',
    role: 'care_manager',
    path: `/measures/${lastMonth}`,
    ready: 'tbody',
    act: async (page) => {
      await page.getByRole('button', { name: 'Improved', exact: true }).click()
      await page.getByRole('region', { name: 'The patients behind it' }).waitFor()
    },
  },
]

const office: readonly Screen[] = [
  { name: 'import', role: 'data_manager', path: '/import', ready: 'h1' },
  {
    name: 'import-password',
    role: 'data_manager',
    path: '/import',
    ready: 'h1',
    part: '[role=dialog]',
    act: press('Export the whole registry'),
  },
  {
    name: 'import-faults',
    role: 'data_manager',
    path: '/import',
    ready: 'h1',
    act: dropWithFaults,
  },
  ...[
    'staff',
    'clinics',
    'payers',
    'policies',
    'covers',
    'site_numbers',
    'accounts',
    'sessions',
    'machine-keys',
  ].map(
    (tab): Screen => ({
      name: `administration-${tab}`,
      role: 'administrator',
      path: `/administration/${tab}`,
      ready: 'table, main .state',
    }),
  ),
  {
    name: 'administration-new-staff',
    role: 'administrator',
    path: '/administration/staff',
    ready: 'table',
    part: '[role=dialog]',
    act: press('New member of staff'),
  },
  {
    name: 'administration-amend-payer',
    role: 'administrator',
    path: '/administration/payers',
    ready: 'table',
    part: '[role=dialog]',
    act: press(/^Amend/),
  },
  {
    name: 'administration-new-policy',
    role: 'administrator',
    path: '/administration/policies',
    ready: 'table',
    part: '[role=dialog]',
    act: press('New policy version'),
  },
  {
    name: 'administration-new-number',
    role: 'administrator',
    path: '/administration/site_numbers',
    ready: 'table',
    part: '[role=dialog]',
    act: press('Set Measure every'),
  },
  {
    name: 'administration-new-machine-key',
    role: 'administrator',
    path: '/administration/machine-keys',
    ready: 'table, main .state',
    part: '[role=dialog]',
    act: press('New machine key'),
  },
]

const plain = (name: string, role: Screen['role']): Screen => ({
  name,
  role,
  path: `/${name}`,
  ready: 'h1',
})
const oversight: readonly Screen[] = [
  plain('claims', 'billing_staff'),
  plain('codes', 'billing_staff'),
  plain('grants', 'privacy_officer'),
  plain('audit', 'privacy_officer'),
  plain('signals', 'privacy_officer'),
  plain('requests', 'auditor'),
  plain('audit-sheets', 'auditor'),
  plain('audit-exports', 'auditor'),
  {
    name: 'audit-exports-order',
    role: 'billing_staff',
    path: '/audit-exports',
    ready: 'h1',
    part: '[role=dialog]',
    act: async (page) => {
      await page.getByRole('button', { name: 'New export' }).click()
      await page.getByRole('dialog').getByLabel('Month', { exact: true }).fill(lastMonth)
      await page.getByLabel('At random: how many').fill('5')
      await page.getByRole('button', { name: 'Order it' }).click()
    },
  },
]

export const allScreens: readonly Screen[] = [
  ...doors,
  ...careScreens,
  ...billing,
  ...measures,
  ...office,
  ...oversight,
]

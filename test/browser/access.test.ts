/** Passwords of one's own, second factors and rights for a time, by the people who need them. */
import { Secret, TOTP } from 'otpauth'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import {
  axeFaultsInBothThemes,
  type Demo,
  mishaps,
  newPage,
  openAs,
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

/** Passkeys hold for names, and an address in numbers is none. */
const named = (address: string): string => address.replace('127.0.0.1', 'localhost')
const own = 'violet harbor umbrella seven'

/** An account of somebody on staff who has none yet. */
async function newcomer(sign_in_name: string): Promise<string> {
  const admin = await openAs(browser, demo, 'administrator', '/administration/accounts')
  const view = await (await admin.request.get(`${demo.address}/api/administration`)).json()
  const having = new Set(view.accounts.map((one: { staff_id: string }) => one.staff_id))
  const person = view.staff.find(
    ({ row }: { row: { staff_id: string; role: string } }) =>
      row.role === 'care_manager' && !having.has(row.staff_id),
  )
  const made = await admin.request.post(`${demo.address}/api/accounts`, {
    data: { staff: person.key, sign_in_name },
    headers: { origin: demo.address, 'idempotency-key': `newcomer-${sign_in_name}` },
  })
  expect(made.status(), await made.text()).toBe(201)
  const { one_time_password } = await made.json()
  await admin.context().close()
  return one_time_password
}

async function enter(name: string, password: string): Promise<void> {
  await page.getByLabel('Sign-in name').fill(name)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

const signOut = () => page.getByRole('button', { name: 'Sign out' }).click()

/** The code of a key by the clock of the demo, which is not ours. */
async function codeOf(key: string): Promise<string> {
  const url = `${named(demo.address)}/api/drafts`
  const headers = { origin: named(demo.address) }
  await page.request.put(`${url}/clock`, { data: { patient: null, content: 'x' }, headers })
  const { drafts } = await (await page.request.get(url)).json()
  const seen = drafts.find((one: { name: string }) => one.name === 'clock').kept_at
  const secret = Secret.fromBase32(key.replaceAll(' ', ''))
  return new TOTP({ secret }).generate({ timestamp: Date.parse(seen) })
}

describe('a newcomer', () => {
  test('chooses a password before anything else, then an authenticator and a passkey', async () => {
    const name = `noor-${Date.now()}` // a second try needs another one
    const once = await newcomer(name)
    page = await newPage(browser)
    const address = named(demo.address)
    await page.goto(`${address}/caseload`)
    await enter(name, once)
    await page.getByRole('heading', { name: 'Choose your password' }).waitFor()
    expect(await page.locator('.frame').count()).toBe(0)
    await page.goto(`${address}/worklist`)
    await page.getByRole('heading', { name: 'Choose your password' }).waitFor()
    expect(await axeFaultsInBothThemes(page)).toEqual([])
    await page.getByLabel('The one that you have').fill(once)
    await page.getByLabel('The new one', { exact: true }).fill(own)
    await page.getByLabel('The new one again').fill(own)
    await page.getByRole('button', { name: 'Change the password' }).click()
    await page.getByRole('heading', { name: 'Worklist' }).waitFor()

    await page.goto(`${address}/account`)
    await page.getByRole('button', { name: 'Add an authenticator' }).click()
    await page.getByRole('img', { name: 'The key as a QR code' }).waitFor()
    const key = (await page.locator('output.key').textContent()) ?? ''
    expect(await axeFaultsInBothThemes(page)).toEqual([])
    await page.getByLabel('Code', { exact: true }).fill(await codeOf(key))
    await page.getByRole('button', { name: 'Add it' }).click()
    await page.getByRole('heading', { name: 'Recovery codes' }).waitFor()
    const codes = await page
      .getByRole('list', { name: 'Recovery codes' })
      .getByRole('listitem')
      .allTextContents()
    expect(codes).toHaveLength(10)
    await page.getByRole('button', { name: 'I have kept them' }).click()
    await page.getByText('10 recovery codes left').waitFor()
    await signOut()

    await page.getByRole('heading', { name: 'Collaborative Care registry' }).waitFor()
    await enter(name, own)
    await page.getByRole('heading', { name: 'One more step' }).waitFor()
    expect(await axeFaultsInBothThemes(page)).toEqual([])
    await page.getByLabel('Code of your authenticator').fill('000000')
    await page.getByRole('button', { name: 'Go on' }).click()
    expect(await page.getByRole('alert').textContent()).toContain('That is not it')
    await page.getByLabel('Code of your authenticator').fill(codes[0] ?? '')
    await page.getByRole('button', { name: 'Go on' }).click()
    await page.locator('.frame').waitFor()

    const cdp = await page.context().newCDPSession(page)
    await cdp.send('WebAuthn.enable')
    await cdp.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    })
    await page.goto(`${address}/account`)
    await page.getByText('9 recovery codes left').waitFor()
    await page.getByRole('button', { name: 'Add a passkey' }).click()
    await page.getByRole('textbox', { name: 'Name' }).fill('this laptop')
    await page.getByRole('button', { name: 'Add it' }).click()
    await page.getByText('this laptop').first().waitFor()
    await signOut()
    await enter(name, own)
    await page.getByRole('button', { name: 'Use the passkey' }).click()
    await page.locator('.frame').waitFor()
    await page.getByRole('heading', { name: 'Worklist' }).waitFor()
  }, 120_000)
})

describe('an emergency', () => {
  test('opens one chart for an hour, and stands on the privacy officer’s screen', async () => {
    page = await openAs(browser, demo, 'care_manager', '/caseload')
    const found = await stranger()
    await page.getByLabel('Search patients').fill('Zzyzx')
    await page.getByRole('button', { name: /An emergency/ }).click()
    await page.getByLabel('Record number (MRN)').fill(found.mrn)
    await page.getByLabel('Birth date').fill('1970-01-01')
    await page.getByLabel('What makes it an emergency').fill('in the emergency room, unconscious')
    expect(await axeFaultsInBothThemes(page)).toEqual([])
    await page.getByRole('button', { name: 'Open the chart' }).click()
    await page.getByRole('textbox', { name: 'Password' }).fill(demo.people.care_manager.password)
    await page.getByRole('button', { name: 'Go on' }).click()
    await page.getByText('There is nothing at this address').waitFor()
    await page.getByLabel('Birth date').fill(found.birth_date)
    await page.getByRole('button', { name: 'Open the chart' }).click()
    await page.getByRole('heading', { level: 1, name: found.family_name }).waitFor()
    await page.context().close()

    page = await openAs(browser, demo, 'privacy_officer', '/grants')
    await page.getByText('1 emergency to review within 72 hours').waitFor()
    await page.getByRole('button', { name: /^Review/ }).click()
    await page.getByLabel(/^What was found/).fill('The emergency room called; it was needed.')
    await page.getByRole('button', { name: 'Reviewed' }).click()
    await page.getByText('Nobody broke the glass since you last looked.').waitFor()
    await page.getByText(/^reviewed by/).waitFor()
  })

  /** Whom their consultant may see, and the care manager may not. */
  async function stranger() {
    const consultant = await newPage(browser)
    await signIn(consultant, demo, 'psychiatric_consultant')
    const list = await (await consultant.request.get(`${demo.address}/api/caseload`)).json()
    for (const { patient } of list.rows as readonly { patient: string }[]) {
      const url = `${demo.address}/api/patients/${patient}`
      if ((await page.request.get(url)).status() !== 404) continue
      const { chart } = await (await consultant.request.get(url)).json()
      await consultant.context().close()
      return chart.patient as { mrn: string; birth_date: string; family_name: string }
    }
    throw new Error('everybody is theirs')
  }
})

test.for([
  ['privacy_officer', '/grants', 'Grants and emergencies'],
  ['auditor', '/requests', 'Audit requests'],
] as const)('nothing for axe to find for the %s', async ([role, path, heading]) => {
  page = await openAs(browser, demo, role, path)
  await page.getByRole('heading', { name: heading }).waitFor()
  expect(await axeFaultsInBothThemes(page)).toEqual([])
})

/** The demo clinic in a real server of a file's own, and people signed in to it in a browser. */
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Role } from '../../server/domain/records/people.ts'

export interface SignInLine {
  readonly sign_in_name: string
  readonly password: string
}

export interface Demo {
  readonly address: string
  /** One person for every role. */
  readonly people: Readonly<Record<Role, SignInLine>>
}

/** Every file of tests is a process: none finds what another has done to the clinic. */
const run = process.pid

/** The demo server of this file; whoever asks first starts it. It is the second of November 2026. */
export async function openDemo(): Promise<Demo> {
  const folder = join(tmpdir(), `cocm-demo-${run}`)
  if (isFirst(folder)) {
    const host = join(import.meta.dirname, 'demo-host.ts')
    const args = ['--import', 'tsx', host, String(run), folder]
    spawn(process.execPath, args, { detached: true, stdio: 'ignore' }).unref()
  }
  const told = join(folder, 'told')
  for (let tries = 0; tries < 1200 && !existsSync(told); tries++) await wait(100)
  return understood(readFileSync(told, 'utf8'))
}

function isFirst(folder: string): boolean {
  try {
    mkdirSync(folder)
    return true
  } catch {
    return false
  }
}

/** What the demo printed when it had started. */
export function understood(told: string): Demo {
  const address = /served at (http:\S+)/.exec(told)?.[1]
  if (!address) throw new Error(`the demo did not start: ${told}`)
  const lines = [...told.matchAll(/^ {2}([a-z_]+) +(\S+) +(\S+)$/gm)]
  const people = lines.map(([, role, sign_in_name, password]) => [role, { sign_in_name, password }])
  return { address, people: Object.fromEntries(people) as Demo['people'] } // the demo names each role
}

/** What went wrong on a page without being shown: a test looks here at its end. */
export const mishaps = new WeakMap<Page, string[]>()

/** A page of its own, at 1366 × 768 unless told otherwise. Close its context when done. */
export async function newPage(
  browser: Browser,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1366, height: 768 },
    reducedMotion: 'reduce',
    ...options,
  })
  context.setDefaultTimeout(20_000)
  const page = await context.newPage()
  const found: string[] = []
  mishaps.set(page, found)
  page.on('pageerror', (error) => found.push(error.message))
  page.on('console', (message) => {
    // a refused request is an answer like others; the pages say it in words
    const isNoise = message.text().startsWith('Failed to load resource')
    if (message.type() === 'error' && !isNoise) found.push(message.text())
  })
  return page
}

/** Signs in without the form, and opens a screen. */
export async function openAs(
  browser: Browser,
  demo: Demo,
  role: Role,
  path: string,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const page = await newPage(browser, options)
  await signIn(page, demo, role)
  await page.goto(`${demo.address}${path}`)
  return page
}

/** What this page prefers from now on stays on it: other tests are signed in as the same person. */
export async function prefersAlone(page: Page): Promise<void> {
  await page.route('**/api/views/frame', (route) => route.fulfill({ status: 204 }))
}

/** A session for the page's context, as the form would get it. */
export const signIn = (page: Page, demo: Demo, role: Role): Promise<void> =>
  signInAs(page, demo.address, demo.people[role])

/** The same at any server, for whoever has an account there. */
export async function signInAs(page: Page, address: string, person: SignInLine): Promise<void> {
  const headers = { origin: address }
  const answer = await page.request.post(`${address}/api/session`, { data: person, headers })
  expect(answer.status(), await answer.text()).toBe(201)
}

const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** What axe looks at: the whole page, or what lies over it. */
const looking = (page: Page, part: string | undefined): AxeBuilder =>
  part === undefined ? new AxeBuilder({ page }) : new AxeBuilder({ page }).include(part)

/** WCAG 2.2 AA: what axe finds on the page as it stands, in a few words each. */
export const axeFaults = (page: Page, part?: string): Promise<readonly string[]> =>
  faultsOf(looking(page, part).withTags(wcag))

/** The same in light; and in dark what colors alone decide. */
export async function axeFaultsInBothThemes(page: Page, part?: string): Promise<readonly string[]> {
  // a screen that is still on its way has no heading yet, and nothing worth looking at
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  await page.emulateMedia({ colorScheme: 'light' })
  const light = await axeFaults(page, part)
  await page.emulateMedia({ colorScheme: 'dark' })
  const dark = await faultsOf(looking(page, part).withRules(['color-contrast']))
  await page.emulateMedia({ colorScheme: null })
  return [...light, ...dark.map((fault) => `dark: ${fault}`)]
}

async function faultsOf(axe: AxeBuilder): Promise<readonly string[]> {
  const { violations } = await axe.analyze()
  return violations.flatMap(({ id, nodes }) =>
    nodes.slice(0, 5).map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary ?? ''}`),
  )
}

/**
 * A clinic in which everything that people write is an attack: markup, code, templates, text that runs
 * the other way, words without an end. Every screen shows it as text; nothing runs, nothing breaks.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { screensOf } from '../../client/screens.tsx'
import { demoChanges, demoPeople } from '../../db/seed/index.ts'
import { parseConfig } from '../../server/config.ts'
import type { CaseloadView } from '../../server/contract/caseload.ts'
import { calendarDay } from '../../server/domain/calendar.ts'
import { type Column, columnsOf } from '../../server/domain/records/index.ts'
import { type Role, roles } from '../../server/domain/records/people.ts'
import type { Change } from '../../server/domain/registry.ts'
import { instant } from '../../server/domain/zone.ts'
import { listen, openHouse, type Running } from '../../server/start.ts'
import { openBrowser } from '../support/browser.ts'
import { mishaps, newPage } from '../support/demo.ts'

const attacks = [
  '<img src=x onerror="window.hit=1">',
  '<script>window.hit=2</script>',
  '"></textarea></td></svg><svg onload="window.hit=3">',
  'javascript:window.hit=4',
  `\${window.hit=5}{{window.hit=6}}{{constructor.constructor("window.hit=7")()}}`,
  '\u202Egnirts desrever\u202C \u2067שלום\u2069',
  `e${'\u0301'.repeat(60)} &lt;b&gt; &#x0;`,
  '<style>*{display:none}</style><base href=//evil.example>',
  `${'endless'.repeat(170)}`,
]
/** Words that rules read, or that name another row. */
const meant = ['policy', 'place_of_service', 'sex', 'row_id']

/** Every text of a row that anybody may write freely; the ten-thousand-letter word in some notes. */
function hostile({ record, row }: Change, i: number): Change {
  const columns = Object.entries(columnsOf[record] as Readonly<Record<string, Column>>)
  const texts = columns.filter(
    ([name, { kind, pattern }]) => kind === 'text' && !pattern && !meant.includes(name),
  )
  const held = row as Readonly<Record<string, unknown>> // read by the names of its columns
  const written = texts
    .filter(([name]) => held[name] !== null)
    .map(([name], place) => {
      const long = name === 'note' && i % 40 === 0 ? 'x'.repeat(10_000) : undefined
      const attack = long ?? attacks[(i + place) % attacks.length]!
      return [name, name === 'mrn' ? `${attack}${i}` : attack]
    })
  return { record, row: { ...row, ...Object.fromEntries(written) } } as Change // of the same record
}

const today = '2026-11-02'
const at = instant(`${today}T15:00:00.000Z`)
const by = { actor: { who: 'operator:demo', role: 'operator' }, at, reason: 'hostile' } as const
const password = 'four-quiet-herons-at-dusk'
const folder = mkdtempSync(join(tmpdir(), 'cocm-texts-'))
const people = new Map<Role, string>()
let browser: Browser
let running: Running
let patient = ''

beforeAll(async () => {
  browser = await openBrowser()
  const url = `file:${join(folder, 'registry.db')}`
  const house = await openHouse(url)
  await house.registry.commit({ ...by, changes: [...demoChanges(calendarDay(today))].map(hostile) })
  const password_hash = await house.passwords.hash(password)
  for (const { staff_id, sign_in_name } of demoPeople()) {
    const account = { account_id: staff_id, staff_id, sign_in_name, password_hash, disabled: false }
    await house.accounts.put(account, by)
    const row = (await house.registry.history('staff', staff_id)).at(-1)?.row
    people.set(row?.['role'] as Role, sign_in_name) // a row of staff has a role
  }
  const clock = { now: () => at }
  const config = parseConfig({ COCM_DATABASE_URL: url, PORT: '0', LOG_LEVEL: 'fatal' })
  running = await listen(house, { config, clock, demo: true, busyAfter: 0, code: null })
})
afterAll(async () => {
  await browser?.close()
  await running?.close()
  rmSync(folder, { recursive: true, force: true })
})

async function pageOf(role: Role): Promise<Page> {
  const page = await newPage(browser, { viewport: { width: 1366, height: 768 } })
  page.on('dialog', (dialog) => {
    mishaps.get(page)?.push(`a dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  const answer = await page.request.post(`${running.address}/api/session`, {
    data: { sign_in_name: people.get(role), password },
    headers: { origin: running.address },
  })
  expect(answer.status(), await answer.text()).toBe(201)
  return page
}

/** What is wrong with a screen that is full of attacks. */
async function opened(page: Page, path: string): Promise<readonly string[]> {
  await page.goto(`${running.address}${path}`, { waitUntil: 'networkidle' })
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  const found = await page.evaluate(() => ({
    hit: 'hit' in window,
    planted: document.querySelectorAll('img[src="x"], body script, body style, base').length,
    addresses: document.querySelectorAll('a[href^="javascript:"], [onerror], [onload]').length,
    wide: document.documentElement.scrollWidth - window.innerWidth,
    widest: [...document.querySelectorAll('body *')]
      .filter((one) => one.scrollWidth > window.innerWidth)
      .map(({ tagName, className }) => `${tagName.toLowerCase()}.${className}`)
      .join(' > '),
    evil: performance.getEntriesByType('resource').filter(({ name }) => name.includes('evil'))
      .length,
  }))
  return [
    ...(found.hit ? ['something ran'] : []),
    ...(found.planted > 0 ? [`${found.planted} elements made of text`] : []),
    ...(found.addresses > 0 ? ['an address or an attribute that runs'] : []),
    ...(found.evil > 0 ? ['something was loaded from elsewhere'] : []),
    ...(found.wide > 0 ? [`${found.wide} pixels too wide: ${found.widest}`] : []),
    ...(mishaps.get(page)?.splice(0) ?? []),
  ].map((fault) => `${path}: ${fault}`)
}

/** Each screen once, by somebody who has it on their rail. */
const screens = new Map(
  roles.flatMap((role) => screensOf(role).map(({ path }) => [path, role] as const)),
)

describe('every screen shows what was written as text', () => {
  test.for([...new Set(screens.values())])('of the rail of %s', async (role) => {
    const page = await pageOf(role)
    const faults: string[] = []
    for (const [path, whose] of screens)
      if (whose === role) faults.push(...(await opened(page, path)))
    faults.push(...(await opened(page, '/account')))
    await page.context().close()
    expect(faults).toEqual([])
  })

  test('of a patient', async () => {
    const page = await pageOf('care_manager')
    const listed = await page.request.get(`${running.address}/api/caseload`)
    const { rows } = (await listed.json()) as CaseloadView
    patient = rows.find(({ row }) => row.flags.length > 1)!.patient
    const tabs = ['plan', 'reviews', 'risk', 'minutes', 'enrollment', 'history']
    const paths = [...tabs.map((tab) => `?tab=${tab}`), '/sheet', '/close', '/months/2026-10']
    const faults: string[] = []
    for (const path of paths) faults.push(...(await opened(page, `/patients/${patient}${path}`)))
    await page.goto(`${running.address}/caseload`, { waitUntil: 'networkidle' })
    expect(await page.locator('body').innerText()).toContain('onerror="window.hit=1"')
    await page.context().close()
    expect(faults).toEqual([])
  })
})

test('what is looked for would be found', async () => {
  const page = await pageOf('care_manager')
  await page.goto(`${running.address}/account`, { waitUntil: 'networkidle' })
  await page.evaluate(() => {
    document.querySelector('h1')?.insertAdjacentHTML('beforeend', '<img src=x onerror="0">')
    document.body.insertAdjacentHTML('beforeend', `<p>${'endless'.repeat(400)}</p>`)
    Object.assign(document.querySelector('p:last-child')!, { style: 'overflow-wrap: normal' })
  })
  await page.waitForTimeout(1_000)
  const found = await page.evaluate(() => [
    document.querySelectorAll('img[src="x"]').length,
    document.documentElement.scrollWidth > window.innerWidth,
  ])
  // the policy of the page lets no handler run, whatever markup came in
  expect(mishaps.get(page)?.join()).toContain('Content Security Policy')
  expect(found).toEqual([1, true])
  await page.context().close()
})

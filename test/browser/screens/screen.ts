/** What a screen is to the tests that look at all of them, and to the script that takes pictures. */
import type { Page } from 'playwright-core'
import type { CaseloadView } from '../../../server/contract/caseload.ts'
import type { MonthRun } from '../../../server/contract/determinations.ts'
import { treatingRoles } from '../../../server/domain/permissions.ts'
import type { Role } from '../../../server/domain/records/people.ts'
import { type Demo, signIn } from '../../support/demo.ts'

export interface Screen {
  /** As its picture is called. */
  readonly name: string
  /** Null: nobody is signed in. */
  readonly role: Role | null
  /** `:patient` stands for somebody whom the role sees, with as much to show as anybody. */
  readonly path: string
  /** Somewhere on it when it is there: a selector. */
  readonly ready: string
  /** Opens what lies over it: a dialog, a form. */
  readonly act?: (page: Page, demo: Demo) => Promise<unknown>
  /** What that is: a selector. The screen below it has a line of its own. */
  readonly part?: string
  /** It is printed too. */
  readonly paper?: true
}

/** The month that is over on the demo's day. */
export const lastMonth = '2026-10'

/** Somebody to look at: flags, a history, and minutes last month. */
async function somebody(page: Page, demo: Demo, role: Role): Promise<string> {
  const ask = async <T>(path: string): Promise<T> =>
    (await (await page.request.get(`${demo.address}${path}`)).json()) as T // by its contract
  if (!(treatingRoles as readonly Role[]).includes(role)) {
    const { rows } = await ask<MonthRun>(`/api/months/${lastMonth}`)
    return rows.find(({ outcome }) => outcome === 'hold')!.patient
  }
  const { rows } = await ask<CaseloadView>('/api/caseload')
  const longest = rows.filter(({ row }) => row.weeks > 12)
  const most = longest.toSorted((a, b) => b.row.flags.length - a.row.flags.length)
  return (most[0] ?? rows[0])!.patient
}

const known = new Map<Role, string>()

/** Where a screen is, with somebody of that role's patients in it. */
async function pathOf(page: Page, demo: Demo, { role, path }: Screen): Promise<string> {
  if (role === null || !path.includes(':patient')) return path
  if (!known.has(role)) known.set(role, await somebody(page, demo, role))
  return path.replace(':patient', known.get(role) ?? '')
}

/** Opens a screen on a fresh page, as whoever it is for, until nothing more is asked for. */
export async function openScreen(page: Page, demo: Demo, screen: Screen): Promise<void> {
  let path = screen.path
  if (screen.role !== null) {
    await signIn(page, demo, screen.role)
    path = await pathOf(page, demo, screen)
  }
  await page.goto(`${demo.address}${path}`)
  await page.locator(screen.ready).first().waitFor()
  await page.waitForLoadState('networkidle')
}

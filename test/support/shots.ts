/**
 * `npm run shots`: a picture of every screen at both widths, light, dark and as paper, in the folder
 * `screenshots`, for people to look at. An argument leaves out what is not named so.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { allScreens } from '../browser/screens/all.ts'
import { openScreen, type Screen } from '../browser/screens/screen.ts'
import { openBrowser } from './browser.ts'
import { type Demo, newPage, understood } from './demo.ts'

const folder = resolve(import.meta.dirname, '../../screenshots')
const [only = ''] = process.argv.slice(2)
const say = (line: string): boolean => process.stdout.write(`${line}\n`)

const looks = [
  ['light', { viewport: { width: 1366, height: 768 }, colorScheme: 'light' }],
  ['dark', { viewport: { width: 1366, height: 768 }, colorScheme: 'dark' }],
  ['tablet', { viewport: { width: 1024, height: 768 }, colorScheme: 'light' }],
] as const

async function ownDemo(place: string): Promise<{ demo: Demo; server: ChildProcess }> {
  const args = ['--import', 'tsx', 'server/demo.ts', '--today', '2026-11-02', '--port', '0']
  const env = { ...process.env, COCM_DATABASE_URL: `file:${join(place, 'shots.db')}` }
  const cwd = resolve(import.meta.dirname, '../..')
  const server = spawn(process.execPath, args, { cwd, env, stdio: ['ignore', 'pipe', 'inherit'] })
  let told = ''
  for await (const part of server.stdout) {
    told += String(part)
    if (/^ {2}administrator .*$/m.test(told)) break
  }
  return { demo: understood(told), server }
}

/** A drawn chart, and letters in their own font: a picture of a page on its way is worth nothing. */
const isStill = (page: Page) =>
  page.evaluate(async () => {
    await document.fonts.ready
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))
  })

async function take(browser: Browser, demo: Demo, screen: Screen): Promise<void> {
  for (const [look, options] of looks) {
    const page = await newPage(browser, options)
    await openScreen(page, demo, screen)
    await screen.act?.(page, demo)
    await page.waitForLoadState('networkidle')
    await isStill(page)
    await page.screenshot({ path: join(folder, `${screen.name}.${look}.png`) })
    if (look === 'light' && screen.paper) {
      for (const format of ['Letter', 'A4'] as const)
        await page.pdf({ format, path: join(folder, `${screen.name}.${format}.pdf`) })
    }
    await page.context().close()
  }
}

async function main(): Promise<void> {
  mkdirSync(folder, { recursive: true })
  const place = mkdtempSync(join(tmpdir(), 'cocm-shots-'))
  const { demo, server } = await ownDemo(place)
  const browser = await openBrowser()
  const missed: string[] = []
  for (const screen of allScreens.filter(({ name }) => name.includes(only)))
    await take(browser, demo, screen).catch((error: unknown) => {
      missed.push(screen.name)
      say(`${screen.name}: ${String(error).split('\n')[0]}`)
    })
  await browser.close()
  server.kill('SIGTERM')
  rmSync(place, { recursive: true, force: true })
  say(`The pictures are in ${folder}`)
  if (missed.length > 0) process.exitCode = 1
}

await main()

/**
 * The one way out: whatever of a screen is printed or saved as a file is said to the trail first,
 * and does not happen where it cannot be. The buttons ask and explain; what comes by the browser's
 * own menu or Ctrl+P is asked for when the paper is made ready, while the browser waits.
 */
import { useEffect, useSyncExternalStore } from 'react'
import { flushSync } from 'react-dom'
import type { Disclosure, DisclosureNoted } from '../../server/contract/disclosures.ts'
import { send } from '../api/request.ts'
import { type CsvCell, csvOf, saveFile, withNotice } from './csv.ts'

export interface Leaving {
  /** Which screen, in small letters, never of a patient. */
  readonly screen: string
  /** Everybody whom it shows, by handle. */
  readonly patients: readonly string[]
}

const address = '/api/disclosures'
const refusal =
  'The registry could not note that this leaves it, so nothing was printed or saved. Please try again.'

/** The screen that said what it shows; a list that draws only some of its rows has to. */
let told: Leaving | null = null
/** A print that was noted already, by its button. */
let noted = false
let refused: string | null = null
/** What must stand on the paper that is being made. */
let notice: string | null = null
const watchers = new Set<() => void>()

/** Says what the screen shows, as long as it is there. */
export function useLeaving(screen: string, patients: readonly string[]): void {
  useEffect(() => {
    const mine = { screen, patients }
    told = mine
    return () => {
      if (told === mine) told = null
    }
  }, [screen, patients])
}

/** Prints the screen, once that is noted. */
export async function printScreen(): Promise<void> {
  if (!(await note('print', leavingNow()))) return
  noted = true
  addEventListener('afterprint', () => (noted = false), { once: true })
  window.print()
}

/**
 * Saves rows for a spreadsheet, once that is noted; with the notice of 42 CFR 2.32 where records of
 * substance use may be among them. @param name must not tell of a patient
 */
export async function saveLeaving(
  name: string,
  rows: readonly (readonly CsvCell[])[],
  leaving: Leaving,
): Promise<void> {
  const answer = await note('export', leaving)
  if (answer) saveFile(name, csvOf(withNotice(rows, answer.notice)))
}

const watched = (watch: () => void) => {
  watchers.add(watch)
  return () => watchers.delete(watch)
}

/** Why the last thing did not leave; null: it did. */
export const useRefusal = (): string | null => useSyncExternalStore(watched, () => refused)

/** What goes with the paper, where records of substance use are on it (42 CFR 2.32). */
export const useNotice = (): string | null => useSyncExternalStore(watched, () => notice)

export function forgetRefusal(): void {
  say(null)
}

/** For the frame: asks on the way to the paper, whoever wants it printed. */
export function watchPrinting(): () => void {
  const asked = () => {
    if (noted) return
    const answer = noteWhileWaiting(leavingNow())
    say(answer ? null : refusal, answer?.notice)
  }
  addEventListener('beforeprint', asked)
  return () => removeEventListener('beforeprint', asked)
}

/** @returns null where it could not be noted, which is said on the screen */
async function note(
  action: Disclosure['action'],
  leaving: Leaving,
): Promise<DisclosureNoted | null> {
  try {
    const answer = await send<DisclosureNoted>('POST', address, { action, ...leaving })
    say(null, action === 'print' ? answer.notice : null)
    return answer
  } catch (error) {
    say(error instanceof Error ? `${refusal} (${error.message})` : refusal)
    return null
  }
}

/** The browser does not wait for a promise on its way to the paper; it does for this. */
function noteWhileWaiting(leaving: Leaving): DisclosureNoted | null {
  try {
    const request = new XMLHttpRequest()
    request.open('POST', address, false)
    request.setRequestHeader('content-type', 'application/json')
    request.send(JSON.stringify({ action: 'print', ...leaving }))
    return request.status === 200 ? JSON.parse(request.responseText) : null
  } catch {
    return null
  }
}

/** At once: the paper is drawn right after this. */
function say(words: string | null, carried: string | null = null): void {
  refused = words
  notice = carried
  document.documentElement.toggleAttribute('data-print-refused', words !== null)
  flushSync(() => {
    for (const watch of watchers) watch()
  })
}

/** What the screen said; else everybody to whom something on it leads. */
function leavingNow(): Leaving {
  const handles = [location.pathname, ...linksIn('main')].flatMap(
    (path) => /^\/patients\/([\w-]{16,64})/.exec(path)?.[1] ?? [],
  )
  const [first = '', , part = ''] = location.pathname.split('/').filter(Boolean)
  const named = first === 'patients' ? `patient ${part}`.trim() : first
  const screen = /^[a-z][a-z -]+$/.test(named) ? named : 'screen'
  return told ?? { screen, patients: [...new Set(handles)] }
}

const linksIn = (place: string): readonly string[] =>
  [...document.querySelectorAll(`${place} a[href]`)].map((link) => link.getAttribute('href') ?? '')

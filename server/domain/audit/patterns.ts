/**
 * Patterns worth a look: rules over the trail that find what a privacy officer would want to ask
 * about. None of them says that anything was wrong.
 */
import { foldedWords } from '../likeness.ts'
import type { Patient, Staff } from '../records/index.ts'
import type { Instant } from '../zone.ts'
import type { Glance } from './trail.ts'

export const patternIds = [
  'break_glass',
  'own_record',
  'same_surname',
  'off_caseload',
  'refusals',
] as const
export type PatternId = (typeof patternIds)[number]

/** From how many patients outside their own care teams, in one day, it is worth a look. */
export const offCaseloadFrom = 20
/** Whoever bills works through everybody's months. */
export const offCaseloadOfBilling = 100
/** So many refusals in a row … */
export const refusalsFrom = 5
/** … within so many minutes. */
export const refusalMinutes = 10

/** What each looks for, in words for the privacy officer. */
export const patternRules: Readonly<Record<PatternId, string>> = {
  break_glass:
    'Somebody opened a patient in an emergency. Each is to be reviewed within 72 hours of its start.',
  own_record: 'Somebody opened the chart of a patient who has their own name.',
  same_surname: 'Somebody opened the chart of a patient who has their surname.',
  off_caseload:
    `Somebody opened, on one day, the charts of ${offCaseloadFrom} or more patients whose care ` +
    `team they are not on; of ${offCaseloadOfBilling} or more where they bill.`,
  refusals: `Somebody was refused ${refusalsFrom} times or more in a row within ${refusalMinutes} minutes.`,
}

/** Something worth a look, and where its events are. */
export interface Finding {
  readonly pattern: PatternId
  readonly who: string
  readonly role: string
  readonly patients: readonly string[]
  /** How many accesses it is made of. */
  readonly events: number
  /** The first and the last of them. */
  readonly from: Instant
  readonly to: Instant
  /** Of an emergency: how long the review may still take, or that it is late. */
  readonly note: string | null
}

/** What somebody opened of one patient. */
export interface Opened {
  readonly who: string
  readonly role: string
  readonly patient: string
  readonly events: number
  readonly from: Instant
  readonly to: Instant
}

/** What one pass over the trail gathers; it grows with people and patients, not with the log. */
export interface Gathered {
  readonly opened: readonly Opened[]
  /** Everyone's days with many patients: as many as would be worth a look. */
  readonly days: readonly (Omit<Opened, 'patient'> & { readonly patients: readonly string[] })[]
  readonly refusals: readonly Finding[]
  readonly looked: number
}

const opening: readonly string[] = ['read', 'determine', 'print', 'export']

/** Gathers until `most` accesses were looked at; `looked` tells how many there were. */
export async function gather(glances: AsyncIterable<Glance>, most: number): Promise<Gathered> {
  const opened = new Map<string, Opened>()
  const days = new Map<string, Opened & { readonly all: Set<string> }>()
  const rows = rowsOfRefusals()
  let looked = 0
  for await (const glance of glances) {
    if (looked === most) break
    looked += 1
    rows.see(glance)
    const { who, patient, at } = glance
    if (patient === null || glance.outcome !== 'done' || !opening.includes(glance.action)) continue
    add(opened, `${who}\n${patient}`, glance, patient)
    const day = `${who}\n${at.slice(0, 10)}`
    const { all } = { all: new Set<string>(), ...days.get(day) }
    days.set(day, { ...grown(days.get(day), glance, patient), all: all.add(patient) })
  }
  const many = [...days.values()].filter(({ all }) => all.size >= offCaseloadFrom)
  return {
    opened: [...opened.values()],
    days: many.map(({ all, patient: _, ...day }) => ({ ...day, patients: [...all] })),
    refusals: rows.found(),
    looked,
  }
}

const grown = (before: Opened | undefined, { who, role, at }: Glance, patient: string): Opened => ({
  who,
  role,
  patient,
  events: (before?.events ?? 0) + 1,
  from: before?.from ?? at,
  to: at,
})

function add(to: Map<string, Opened>, key: string, glance: Glance, patient: string): void {
  to.set(key, grown(to.get(key), glance, patient))
}

/** Refusals of one person that nothing allowed comes between. */
function rowsOfRefusals() {
  const running = new Map<string, Glance[]>()
  const found: Finding[] = []
  const end = (who: string): void => {
    const row = running.get(who) ?? []
    running.delete(who)
    if (row.length >= refusalsFrom) found.push(findingOf(row))
  }
  return {
    see(glance: Glance): void {
      const row = running.get(glance.who) ?? []
      const last = row.at(-1)
      if (last && Date.parse(glance.at) - Date.parse(last.at) > refusalMinutes * 60_000)
        end(glance.who)
      if (glance.outcome === 'done') end(glance.who)
      else running.set(glance.who, [...(running.get(glance.who) ?? []), glance].slice(-500))
    },
    found(): readonly Finding[] {
      for (const who of [...running.keys()]) end(who)
      return found
    },
  }
}

const findingOf = (row: readonly Glance[]): Finding => ({
  pattern: 'refusals',
  who: row[0]!.who,
  role: row[0]!.role,
  patients: [...new Set(row.flatMap(({ patient }) => patient ?? []))],
  events: row.length,
  from: row[0]!.at,
  to: row.at(-1)!.at,
  note: null,
})

type Name = Pick<Patient, 'family_name' | 'given_name'>

/** Whether a patient has the whole name of somebody on staff, or at least the surname. */
export function likeness(
  { name }: Pick<Staff, 'name'>,
  { family_name, given_name }: Name,
): 'own_record' | 'same_surname' | null {
  const words = foldedWords(name.replaceAll(/,.*$/g, ''))
  const surname = foldedWords(family_name)
  const given = foldedWords(given_name)
  const hasAll = (some: readonly string[]) => some.every((word) => words.includes(word))
  if (surname.length === 0 || words.length === 0) return null
  if (hasAll(surname) && given.length > 0 && words.includes(given[0]!)) return 'own_record'
  return words.slice(-surname.length).join(' ') === surname.join(' ') ? 'same_surname' : null
}

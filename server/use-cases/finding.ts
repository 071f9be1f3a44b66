/** Finding patients: within reach by name, MRN or birth date, and namesakes before an enrollment. */
import { addDays, type CalendarDay } from '../domain/calendar.ts'
import { coveredBy } from '../domain/covering.ts'
import { spansOf } from '../domain/episode.ts'
import { foldedWords, isLike } from '../domain/likeness.ts'
import { mayMeet } from '../domain/permissions.ts'
import type { Cover } from '../domain/records/index.ts'
import type { Registry } from '../domain/registry.ts'
import type { Lookups, Named } from './lookups.ts'
import type { Handles } from './people.ts'
import { type Asking, coversIn, todayOf, utcDay } from './sight.ts'

interface Parts {
  readonly registry: Registry
  readonly handles: Handles
  readonly lookups: Lookups
}

/** A patient found, by the name that opens their page. */
export interface Found extends Named {
  readonly patient: string
  readonly open: boolean
}

/** Somebody who may be the same person; `patient` only where they are within reach. */
export interface Namesake extends Named {
  readonly patient: string | null
  /** In care now; null: not within reach. */
  readonly open: boolean | null
}

const mostFound = 20

export const finding = (parts: Parts) => ({
  /** At most 20, by name; `more`: there are others. */
  async search(
    text: string,
    { person, at }: Asking,
  ): Promise<{ readonly rows: readonly Found[]; readonly more: boolean }> {
    const [from, to] = [addDays(utcDay(at), -1), addDays(utcDay(at), 1)] // whatever the zone
    const covers = await coversIn(parts.registry)
    const theirs = new Map<string, Named>()
    for (const id of [person.staff_id, ...coveredBy(covers, person.staff_id, utcDay(at))])
      for (const one of await parts.lookups.patientsOf(id, from, to))
        theirs.set(one.patient_id, one)
    const words = foldedWords(text)
    const rows: Found[] = []
    for (const named of [...theirs.values()].filter((one) => isLike(one, words)).toSorted(byName)) {
      const met = await meet(parts, named, { person, at }, covers)
      if (!met) continue
      if (rows.length === mostFound) return { rows, more: true }
      rows.push({ ...named, ...met })
    }
    return { rows, more: false }
  },

  /** Anybody in the registry: two charts of one person are a danger to them. */
  async namesakes(
    about: Parameters<Lookups['namesakes']>[0],
    asking: Asking,
  ): Promise<readonly Namesake[]> {
    const words = foldedWords(`${about.family_name} ${about.given_name}`)
    const all = await parts.lookups.namesakes(about)
    const likely = all.filter(
      (one) => one.mrn === about.mrn || words.some((word) => isLike(one, [word])),
    )
    const rows: Namesake[] = []
    const covers = await coversIn(parts.registry)
    for (const named of likely.toSorted(byName).slice(0, mostFound)) {
      const met = await meet(parts, named, asking, covers)
      rows.push({ ...named, patient: met?.patient ?? null, open: met?.open ?? null })
    }
    return rows
  },
})

export type Finding = ReturnType<typeof finding>

const names = new Intl.Collator('en')
const byName = (a: Named, b: Named): number =>
  names.compare(a.family_name, b.family_name) ||
  names.compare(a.given_name, b.given_name) ||
  (a.patient_id < b.patient_id ? -1 : 1)

/** Their handle and whether they are in care, where the person may meet them. */
async function meet(
  { registry, handles }: Parts,
  { patient_id }: Named,
  { person, at }: Asking,
  covers: readonly Cover[],
) {
  const read = await registry.read(patient_id)
  if (!read) return undefined
  const today: CalendarDay = todayOf(read.dossier, at)
  const patient = await handles.handleOf('patients', patient_id)
  if (patient === undefined || !mayMeet(read.dossier, person, today, covers)) return undefined
  const open = spansOf(read.dossier, today).some(
    ({ starts_on, closes_on }) => starts_on <= today && (closes_on === null || closes_on >= today),
  )
  return { patient, open }
}

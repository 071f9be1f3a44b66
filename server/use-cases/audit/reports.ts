/** The privacy officer's reports: who did what, what left, found by patient, by user, by time. */
import {
  type Line,
  type LinesWanted,
  merged,
  type Places,
  type Span,
  type Trail,
} from '../../domain/audit/trail.ts'
import { prohibitionNotice } from '../../domain/disclosing.ts'
import { foldedWords, isLike } from '../../domain/likeness.ts'
import { type Instant, instant } from '../../domain/zone.ts'
import { type NamingParts, patientNames, patientsIn, type Shown, staffNames } from './naming.ts'
import { flagged } from './substance-use.ts'

export interface AuditParts extends NamingParts {
  readonly trail: Trail
}

/** What is asked: handles, as the wire has them. */
export interface Question extends Span {
  readonly patient: string | null
  readonly user: string | null
  readonly before: Places | null
}

/** A report, with whom it shows: reading the trail is itself in the trail. */
export interface Told<View> {
  readonly view: View
  readonly patients: readonly string[]
  readonly substance_use: boolean
}

const linesAtOnce = 500
const mostDisclosures = 2000
const mostFound = 20

export const auditReports = (parts: AuditParts) => ({
  /** Undefined: the patient or the user is nobody. */
  async lines(question: Question) {
    const wanted = await wantedOf(parts, question)
    if (!wanted) return undefined
    const before = question.before ?? { access: null, changes: null }
    const { accesses, changes } = parts.trail
    const pages = {
      access: await accesses(wanted, before.access, linesAtOnce),
      changes: await changes(wanted, before.changes, linesAtOnce),
    }
    const { lines, next } = merged(pages, before, linesAtOnce)
    return told(parts, await flagged(parts.registry, lines), (view) => ({ ...view, next }))
  },

  /** What of one patient was printed or exported. */
  async accounting({ patient, ...span }: Span & { readonly patient: string }) {
    const id = await parts.handles.idOfHandle('patients', patient)
    if (id === undefined) return undefined
    const found = await parts.trail.disclosures(id, normal(span), mostDisclosures + 1)
    const lines = found.slice(0, mostDisclosures)
    const whose = (await patientNames(parts, [id])).get(id)
    if (!whose) return undefined
    const complete = found.length <= mostDisclosures
    const notice = lines.some((line) => line.substance_use) ? partTwoNotice : null
    const own = lines.map((line) => ({ ...line, patients: [id] })) // others' names are not theirs
    return told(
      parts,
      own,
      ({ lines: shown }) => {
        return { ...normal(span), patient: whose, lines: shown, complete, notice }
      },
      [id],
    )
  },

  /** Anybody in the registry by name, MRN or birth date: at most twenty. */
  async find(text: string): Promise<Told<{ rows: readonly Shown[]; more: boolean }>> {
    const words = foldedWords(text)
    const found: string[] = []
    let last = ''
    for (;;) {
      const page = await parts.lookups.namedAfter(last, 1000)
      found.push(...page.filter((one) => isLike(one, words)).map(({ patient_id }) => patient_id))
      if (page.length < 1000 || found.length > mostFound) break
      last = page.at(-1)!.mrn
    }
    const shown = found.slice(0, mostFound)
    const rows = [...(await patientNames(parts, shown)).values()]
    const view = { rows: rows.toSorted(byName), more: found.length > mostFound }
    return { view, patients: shown, substance_use: false }
  },

  /** Everybody on staff: whom one may ask about. */
  async people() {
    const { people } = await staffNames(parts)
    return [...people.values()].map(({ staff, name, role }) => ({ user: staff, name, role }))
  },
})

export type AuditReports = ReturnType<typeof auditReports>

const byName = (a: Shown, b: Shown): number =>
  `${a.family_name} ${a.given_name}`.localeCompare(`${b.family_name} ${b.given_name}`, 'en')

/** All instants of one length, so that they compare as text. */
const ofOneLength = (at: Instant): Instant => instant(new Date(at).toISOString())
export const normal = ({ from, to }: Span): Span => ({
  from: ofOneLength(from),
  to: ofOneLength(to),
})

async function wantedOf(
  { handles }: AuditParts,
  { patient, user, ...span }: Question,
): Promise<LinesWanted | undefined> {
  const patientId = patient === null ? null : await handles.idOfHandle('patients', patient)
  const who = user === null ? null : await handles.idOfHandle('staff', user)
  if (patientId === undefined || who === undefined) return undefined
  return {
    ...normal(span),
    ...(patientId === null ? {} : { patient: patientId }),
    ...(who === null ? {} : { who }),
  }
}

/** Lines as they are shown: names for ids, versions before and after. */
async function told<View>(
  parts: AuditParts,
  lines: readonly Line[],
  view: (shown: { lines: readonly ShownLine[]; patients: readonly Shown[] }) => View,
  patients: readonly string[] = patientsIn(lines),
): Promise<Told<View>> {
  const names = await patientNames(parts, patients)
  const staff = await staffNames(parts)
  const shown = lines.map(({ row_id: _, version, ...line }) => ({
    ...line,
    ...staff.of(line.who),
    patients: line.patients.flatMap((id) => names.get(id)?.patient ?? []),
    version_before: version === null || version === 1 ? null : version - 1,
    version_after: version,
  }))
  const substance_use = lines.some((line) => line.substance_use)
  return { view: view({ lines: shown, patients: [...names.values()] }), patients, substance_use }
}

type ShownLine = Omit<Line, 'row_id' | 'version'> & {
  readonly user: string | null
  readonly version_before: number | null
  readonly version_after: number | null
}

/** 42 CFR 2.32: the rule in our own words, and the statement that must accompany a disclosure. */
const partTwoNotice = {
  says:
    'Some of what is listed here came from records of substance-use treatment, which federal law ' +
    'protects. Whoever received it may pass it on only as that law, or a consent of the patient ' +
    'under it, allows; and it may not be used against the patient in a civil, criminal, ' +
    'administrative or legislative proceeding without their consent or a court order.',
  statement: prohibitionNotice,
}

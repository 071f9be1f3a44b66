/** Patterns worth a look, over a bounded stretch of the trail; each leads to its events. */
import {
  type Finding,
  type Gathered,
  gather,
  likeness,
  offCaseloadFrom,
  offCaseloadOfBilling,
  type PatternId,
  patternIds,
  patternRules,
} from '../../domain/audit/patterns.ts'
import type { Span } from '../../domain/audit/trail.ts'
import { type Grants, later, reviewState, reviewWithin } from '../../domain/grants.ts'
import type { Instant } from '../../domain/zone.ts'
import { utcDay } from '../sight.ts'
import { patientNames, staffNames } from './naming.ts'
import { type AuditParts, normal } from './reports.ts'

/** How many accesses one look takes: some seconds of the server's spare time. */
const mostGlances = 300_000
const mostNamed = 20

export interface PatternParts extends AuditParts {
  /** Emergencies are among them. */
  readonly grants?: Pick<Grants, 'all'>
}

export async function patterns(parts: PatternParts, asked: Span, now: Instant) {
  const span = normal(asked)
  const gathered = await gather(parts.trail.glances(span), mostGlances + 1)
  const found = [
    ...(await emergencies(parts, span, now)),
    ...(await namesakes(parts, gathered)),
    ...(await strangers(parts, gathered)),
    ...gathered.refusals,
  ].toSorted(inOrder)
  const named = found.flatMap(({ patients }) => patients.slice(0, mostNamed))
  const names = await patientNames(parts, named)
  const staff = await staffNames(parts)
  const findings = found.map(({ patients, ...finding }) => ({
    ...finding,
    ...staff.of(finding.who),
    patients: patients.slice(0, mostNamed).flatMap((id) => names.get(id)?.patient ?? []),
    patient_count: patients.length,
  }))
  const rules = patternIds.map((pattern) => ({ pattern, says: patternRules[pattern] }))
  const complete = gathered.looked <= mostGlances
  const looked = Math.min(gathered.looked, mostGlances)
  const view = { rules, findings, patients: [...names.values()], looked, complete }
  return { view, patients: [...names.keys()], substance_use: false }
}

const place = (pattern: PatternId): number => patternIds.indexOf(pattern)
const inOrder = (a: Finding, b: Finding): number =>
  place(a.pattern) - place(b.pattern) || (a.to < b.to ? 1 : -1)

/** Every emergency of the time, and those of any time that still wait for their review. */
async function emergencies(
  { grants }: PatternParts,
  { from, to }: Span,
  now: Instant,
): Promise<readonly Finding[]> {
  const all = ((await grants?.all()) ?? []).filter(({ kind }) => kind === 'break_glass')
  const within = all.filter(
    (grant) => grant.reviewed_at === null || (from <= grant.granted_at && grant.granted_at < to),
  )
  return within.map((grant) => ({
    pattern: 'break_glass',
    who: grant.granted_to,
    role: '',
    patients: grant.scope.map(({ patient_id }) => patient_id),
    events: 1,
    from: grant.granted_at,
    to: grant.expires_at,
    note: `${grant.reason} – ${stateOf(grant, now)}`,
  }))
}

function stateOf(grant: Parameters<typeof reviewState>[0], now: Instant): string {
  const state = reviewState(grant, now)
  if (state === 'reviewed') return 'reviewed'
  const due = Date.parse(later(grant.granted_at, reviewWithin))
  const hours = Math.round(Math.abs(due - Date.parse(now)) / 3_600_000)
  return state === 'overdue' ? `review ${hours} hours late` : `review due in ${hours} hours`
}

/** Charts of patients who have the name, or the surname, of whoever opened them. */
async function namesakes(parts: AuditParts, { opened }: Gathered): Promise<readonly Finding[]> {
  const { people } = await staffNames(parts)
  const found: Finding[] = []
  const byPatient = new Map<string, { family_name: string; given_name: string }>()
  const ids = [...new Set(opened.map(({ patient }) => patient))]
  for (let at = 0; at < ids.length; at += 1000)
    for (const named of await parts.lookups.named(ids.slice(at, at + 1000)))
      byPatient.set(named.patient_id, named)
  for (const { patient, ...one } of opened) {
    const [person, name] = [people.get(one.who), byPatient.get(patient)]
    const pattern = person && name ? likeness(person, name) : null
    if (pattern) found.push({ pattern, ...one, patients: [patient], note: null })
  }
  return found
}

/** Days on which somebody opened many charts of patients whose care team they are not on. */
async function strangers(parts: AuditParts, { days }: Gathered): Promise<readonly Finding[]> {
  const found: Finding[] = []
  for (const day of days) {
    const on = utcDay(day.from)
    const own = await parts.lookups.patientsOf(day.who, on, on)
    const theirs = new Set(own.map(({ patient_id }) => patient_id))
    const others = day.patients.filter((id) => !theirs.has(id))
    const from = day.role === 'billing_staff' ? offCaseloadOfBilling : offCaseloadFrom
    if (others.length < from) continue
    const note = `${others.length} patients outside their care teams`
    found.push({ pattern: 'off_caseload', ...day, patients: others, note })
  }
  return found
}

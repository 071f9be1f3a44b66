/**
 * What one month rests on: the rows that its determination names, and those that frame it. Two
 * moments are compared by this text alone, so that later care changes nothing of an earlier month.
 */
import type { Determination } from '../billing/determined.ts'
import { rowsInMonth } from '../billing/service-month.ts'
import { type CalendarMonth, firstDay, lastDay } from '../calendar.ts'
import { canonicalText } from '../canonical.ts'
import type { Dossier } from '../dossier.ts'
import { models } from '../records/enrollment.ts'
import { type AnyRow, columnsOf, idOf, type RecordName } from '../records/index.ts'

/** Rows by `record/id`, as they bear on the month. */
export type Rows = ReadonlyMap<string, AnyRow>

/** Columns in which something ends: an end after the month is none within it. */
const ends = ['ends_on', 'closed_on', 'resolved_on', 'discharged_on', 'revoked_at'] as const
/** Columns that say how things went on. */
const afterwards = ['close_reason', 'sent_on', 'carried_out_on', 'next_review_on'] as const
/** Of rows that many patients share only what rules look at: a new name proves nothing less. */
const bearing: Readonly<Partial<Record<RecordName, readonly string[]>>> = {
  staff: [
    ...['staff_id', 'role', 'profession', 'npi', 'qualification', 'qualified_from'],
    ...['qualified_to', 'relationship', 'prescriber'],
  ],
  clinics: ['clinic_id', 'time_zone', 'setting', 'place_of_service'],
  payers: ['payer_id', 'policy'],
  coverages: ['coverage_id', 'payer_id', 'rank', 'starts_on', 'ends_on'],
  // as it is stored: what others did in it shows in what is concluded
  meetings: Object.keys(columnsOf.meetings),
}

/** A row as it stood for the month: what ended later had not ended. */
export function inMonth(record: RecordName, row: AnyRow, month: CalendarMonth): AnyRow {
  const columns = bearing[record]
  const held = columns ? Object.fromEntries(columns.map((name) => [name, row[name]])) : { ...row }
  const last = lastDay(month)
  const isLater = (value: unknown): boolean =>
    typeof value === 'string' && value.slice(0, 10) > last
  const closesLater = isLater(row['closed_on'])
  for (const name of ends) if (isLater(held[name])) held[name] = null
  if (isLater(held['qualified_to'])) held['qualified_to'] = null
  if (isLater(held['effective_to'])) held['effective_to'] = null
  for (const name of afterwards)
    if (name in held && (name !== 'close_reason' || closesLater)) held[name] = null
  return held
}

/** The lists of a dossier whose rows may be evidence. */
const listsOf = (dossier: Dossier): readonly (readonly [RecordName, readonly object[]])[] =>
  (
    [
      ...[
        'episodes',
        'care_team',
        'coverages',
        'diagnoses',
        'visits',
        'consents',
        'facility_stays',
      ],
      ...['authorizations', 'services', 'scores', 'activities', 'care_plans', 'case_reviews'],
      ...['relapse_plans', 'meetings', 'staff', 'clinics', 'payers', 'policies'],
    ] as (RecordName & keyof Dossier)[]
  ) // each is both a record and a list of the dossier
    .map((record) => [record, dossier[record] as readonly object[]] as const)

/** Every row of a dossier that may be evidence, by `record/id`. */
export function evidenceRows(dossier: Dossier, month: CalendarMonth): Rows {
  const rows = new Map<string, AnyRow>()
  for (const [record, list] of listsOf(dossier))
    for (const row of list as readonly AnyRow[]) // rows of that record
      rows.set(`${record}/${idOf(record, row)}`, inMonth(record, row, month))
  return rows
}

/** The names of the rows that a month rests on, in order: cited, counted, excluded, and its frame. */
export function restsOn(dossier: Dossier, determination: Determination): readonly string[] {
  const { elements, counted, excluded, month } = determination
  const names = new Set<string>(framing(dossier, month))
  for (const { evidence } of elements)
    for (const { record, id } of evidence) names.add(`${record}/${id}`)
  for (const { activity } of [...counted, ...excluded]) names.add(`activities/${activity}`)
  return [...names].sort()
}

/** Episode, team, coverage, payer, policy, clinic, diagnoses, consent, stays and services of it. */
function framing(dossier: Dossier, month: CalendarMonth): readonly string[] {
  const [first, last] = [firstDay(month), lastDay(month)]
  const touches = (from: string, to: string | null) =>
    from.slice(0, 10) <= last && (to === null || to.slice(0, 10) >= first)
  const episodes = models.flatMap((model) => rowsInMonth(dossier, model, month))
  const own = new Set(episodes.map(({ episode_id }) => episode_id))
  const team = dossier.care_team.filter(
    (row) => own.has(row.episode_id) && touches(row.starts_on, row.ends_on),
  )
  const coverages = dossier.coverages.filter((row) => touches(row.starts_on, row.ends_on))
  const payers = dossier.payers.filter(({ payer_id }) =>
    coverages.some((row) => row.payer_id === payer_id),
  )
  const named = (record: RecordName, rows: readonly object[]) =>
    rows.map((row) => `${record}/${idOf(record, row as AnyRow)}`) // rows of that record
  return [
    ...named('episodes', episodes),
    ...named('care_team', team),
    ...team.map(({ staff_id }) => `staff/${staff_id}`),
    ...episodes.map(({ clinic_id }) => `clinics/${clinic_id}`),
    ...named('coverages', coverages),
    ...named('payers', payers),
    ...named('policies', policiesOf(dossier, payers, last)),
    ...named(
      'diagnoses',
      dossier.diagnoses.filter((row) => touches(row.recorded_on, row.resolved_on)),
    ),
    ...named(
      'consents',
      dossier.consents.filter((row) => touches(row.obtained_at, row.revoked_at)),
    ),
    ...named(
      'facility_stays',
      dossier.facility_stays.filter((row) => touches(row.admitted_on, row.discharged_on)),
    ),
    ...named(
      'services',
      dossier.services.filter(({ service_on }) => touches(service_on, service_on)),
    ),
  ]
}

const policiesOf = ({ policies }: Dossier, payers: Dossier['payers'], last: string) =>
  policies.filter(
    ({ policy, effective_from, effective_to }) =>
      payers.some((payer) => payer.policy === policy) &&
      effective_from <= last &&
      (effective_to === null || effective_to >= last),
  )

/** What a determination concludes, without the words that another version of the rules may choose. */
const concluded = ({ elements, reasons, ...determination }: Determination) => ({
  outcome: determination.outcome,
  minutes: determination.minutes,
  judged_as: determination.judged_as,
  lines: determination.lines,
  counted: determination.counted,
  excluded: determination.excluded,
  policy: determination.policy,
  time_rule: determination.time_rule,
  elements: elements.map(({ element, outcome, evidence }) => ({ element, outcome, evidence })),
  reasons: reasons.map(({ reason }) => reason),
})

/** The text by which a month's evidence is told apart: its SHA-256 is the claim's evidence_sha256. */
export function evidenceText(dossier: Dossier, determination: Determination): string {
  const rows = evidenceRows(dossier, determination.month)
  const held = restsOn(dossier, determination).map((name) => [name, rows.get(name) ?? null])
  return canonicalText({ concluded: concluded(determination), rows: Object.fromEntries(held) })
}

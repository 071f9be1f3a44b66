/** Recommendations within reach: theirs to send, decide or carry out first, then what became of others. */
import { setImmediate as turnOfOthers } from 'node:timers/promises'
import { type Case, type CaseloadRow, casesOf } from '../domain/caseload/index.ts'
import { asSeenBy, holdsSubstanceRecords, mayMeet, type Person } from '../domain/permissions.ts'
import type { CaseReview } from '../domain/records/index.ts'
import type { Registry } from '../domain/registry.ts'
import { type Recommended, recommendationsOf, type Step } from '../domain/review/recommendations.ts'
import type { Lookups } from './lookups.ts'
import { memoOver } from './memo.ts'
import { type Handles, staffMember } from './people.ts'
import type { RowKeys } from './row-keys.ts'
import { type Asking, dayBefore, todayOf } from './sight.ts'

export interface RecommendationParts {
  readonly registry: Registry
  readonly handles: Handles
  readonly lookups: Lookups
  readonly rowKeys: RowKeys
}

export interface RecommendationSeen
  extends Recommended,
    Pick<CaseloadRow, 'mrn' | 'family_name' | 'given_name' | 'birth_date'> {
  readonly patient: string
  readonly key: string
  readonly version: number
  readonly psychiatric_consultant: string
  readonly mine: boolean
}

export interface RecommendationsSeen {
  readonly recommendations: readonly RecommendationSeen[]
  readonly patients: readonly string[]
  readonly substance_use: boolean
}

/** How many people's lists are remembered as long as nothing is written. */
const mostLists = 200
const atOnce = 8

export function recommendations(parts: RecommendationParts) {
  const lists = memoOver<RecommendationsSeen>(parts.registry, mostLists)
  return (asking: Asking): Promise<RecommendationsSeen> => {
    const { person, at } = asking
    const quarter = `${at.slice(0, 13)} ${Math.floor(Number(at.slice(14, 16)) / 15)}`
    return lists(JSON.stringify([person, quarter]), () => seenBy(parts, asking))
  }
}

async function seenBy(
  parts: RecommendationParts,
  { person, at }: Asking,
): Promise<RecommendationsSeen> {
  const found: RecommendationSeen[] = []
  const patients: string[] = []
  let substance_use = false
  let read = 0
  const choice = { by: 'open', on: dayBefore(at), member_id: person.staff_id } as const
  for await (const whole of parts.registry.dossiers(choice)) {
    if (++read % atOnce === 0) await turnOfOthers()
    const today = todayOf(whole, at)
    if (whole.case_reviews.length === 0 || !mayMeet(whole, person, today)) continue
    const dossier = asSeenBy(person.role, whole)
    const own = await ofPatient(parts, person, casesOf(dossier, today, { clock_day: today }))
    if (own.length === 0) continue
    found.push(...own)
    patients.push(dossier.patient.patient_id)
    substance_use ||= holdsSubstanceRecords(dossier)
  }
  return { recommendations: found.sort(inOrder), patients, substance_use }
}

async function ofPatient(
  { registry, handles, lookups, rowKeys }: RecommendationParts,
  person: Person,
  cases: readonly Case[],
): Promise<readonly RecommendationSeen[]> {
  const all = cases.flatMap((one) => recommendationsOf(one).map((made) => ({ one, made })))
  const [first] = all
  if (!first) return []
  const { patient_id } = first.one.row
  const patient = await handles.handleOf('patients', patient_id)
  if (patient === undefined) throw new Error('a patient of the registry has no handle')
  const versions = (await lookups.versions(patient_id))['case_reviews'] ?? {}
  const seen: RecommendationSeen[] = []
  for (const { one, made } of all) {
    const { review_id } = made.review
    const { mrn, family_name, given_name, birth_date } = one.row
    seen.push({
      ...made,
      ...{ patient, mrn, family_name, given_name, birth_date },
      key: rowKeys.keyOf('case_reviews', review_id),
      version: versions[review_id] ?? 0,
      psychiatric_consultant: await nameOf(registry, made.review),
      mine: isTheirMove(made.step, one.row, person),
    })
  }
  return seen
}

const nameOf = async (registry: Registry, { psychiatric_consultant_id: id }: CaseReview) =>
  (await staffMember(registry, id))?.name ?? id

/** The care manager sends and carries out; the treating practitioner decides. */
function isTheirMove(step: Step, { team }: CaseloadRow, { staff_id }: Person): boolean {
  if (step === 'decision') return team.billing_practitioner?.staff_id === staff_id
  const isSent = step === 'sending' || step === 'action'
  return isSent && team.care_manager?.staff_id === staff_id
}

const steps: readonly Step[] = ['sending', 'decision', 'action', 'outcome', 'done']
const rankOf = ({ step }: RecommendationSeen): number => Math.max(2, steps.indexOf(step))

/** What waits for somebody, the longest first; what waits for a score; what is done, newest first. */
function inOrder(a: RecommendationSeen, b: RecommendationSeen): number {
  const byRank = rankOf(a) - rankOf(b)
  if (byRank !== 0) return byRank
  const byDay = a.since === b.since ? 0 : a.since < b.since ? -1 : 1
  const order = a.step === 'done' ? -byDay : byDay
  return order || (a.review.review_id < b.review.review_id ? -1 : 1)
}

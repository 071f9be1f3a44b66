/** One patient's month in the state's report: everything that its eight measures ask. */
import { isConfirmed } from '../../billing/chart.ts'
import {
  addDays,
  type CalendarDay,
  type CalendarMonth,
  earlierOf,
  firstDay,
  lastDay,
} from '../../calendar.ts'
import { asOf } from '../../caseload/as-of.ts'
import type { Dossier } from '../../dossier.ts'
import type { CaseReview, Coverage } from '../../records/index.ts'
import { type StateCourse, type StateScore, stateCourse, stateScores } from './course.ts'
import {
  type Enrollment,
  enrollmentsIn,
  type TreatmentContact,
  treatmentContacts,
} from './enrollment.ts'

/** The 60 days in which a review answers a lack of improvement, the last one included. */
const consultationDays = 60

export interface NysPatient {
  readonly patient_id: string
  readonly mrn: string
  /** The latest of those that overlap the month. */
  readonly enrollment: Enrollment
  readonly enrolledInMonth: Enrollment | null
  readonly dischargedInMonth: Enrollment | null
  /** Medicaid on the month's first day, as primary or secondary coverage. */
  readonly medicaid: Coverage | null
  readonly contact: TreatmentContact | null
  /** Of any listed instrument, in the month and not before enrollment. */
  readonly score: StateScore | null
  readonly course: StateCourse | null
  /** The month's last score of the target, where it is in remission from an elevated baseline. */
  readonly remission: StateScore | null
  readonly consultation: CaseReview | null
}

/** The month, seen from a day of it. */
export interface NysPeriod {
  readonly first: CalendarDay
  readonly last: CalendarDay
}

/** @param as_of null: seen from the month's end */
export const nysPeriod = (month: CalendarMonth, as_of: CalendarDay | null): NysPeriod => ({
  first: firstDay(month),
  last: earlierOf(lastDay(month), as_of),
})

/** @returns null where no enrollment overlaps the month */
export function nysPatient(whole: Dossier, period: NysPeriod): NysPatient | null {
  const { first, last } = period
  const dossier = asOf(whole, last)
  const contacts = treatmentContacts(dossier)
  const enrollments = enrollmentsIn(dossier, period, contacts)
  const [enrollment] = enrollments
  if (!enrollment || last < first) return null
  const within = ({ on }: { readonly on: CalendarDay }) => first <= on && on <= last
  const scores = stateScores(dossier)
  const course = stateCourse(scores, enrollment)
  return {
    patient_id: dossier.patient.patient_id,
    mrn: dossier.patient.mrn,
    enrollment,
    enrolledInMonth: enrollments.find(({ enrolled_on }) => enrolled_on >= first) ?? null,
    dischargedInMonth: enrollments.find(({ discharge }) => discharge !== null) ?? null,
    medicaid: medicaidOn(dossier, first),
    contact: contacts.findLast(within) ?? null,
    score: scores.findLast((one) => within(one) && one.on >= enrollment.enrolled_on) ?? null,
    course,
    remission: course && remissionIn(scores, course, within),
    consultation: consultationIn(dossier, last),
  }
}

const medicaid: readonly string[] = [
  'medicaid_ffs',
  'medicaid_managed_care',
  'dual_medicare_medicaid',
]

function medicaidOn({ coverages, payers }: Dossier, day: CalendarDay): Coverage | null {
  const payerIds = new Set(
    payers.filter(({ category }) => medicaid.includes(category)).map(({ payer_id }) => payer_id),
  )
  const inForce = coverages
    .filter(({ rank, payer_id }) => rank <= 2 && payerIds.has(payer_id))
    .filter(({ starts_on, ends_on }) => starts_on <= day && (ends_on === null || day <= ends_on))
  return inForce.sort((a, b) => a.rank - b.rank)[0] ?? null
}

function remissionIn(
  scores: readonly StateScore[],
  { instrument, baseline, isElevated }: StateCourse,
  within: (score: StateScore) => boolean,
): StateScore | null {
  const own = scores.filter((one) => one.instrument === instrument && one.on >= baseline.on)
  const last = own.findLast(within)
  const { remissionBelow } = instrument
  if (!isElevated || !last || remissionBelow === null) return null
  return last.total < remissionBelow ? last : null
}

/** The last review with a recommendation; one that its consultant has not confirmed proves nothing. */
function consultationIn({ case_reviews }: Dossier, last: CalendarDay): CaseReview | null {
  const from = addDays(last, 1 - consultationDays)
  return case_reviews
    .filter(isConfirmed)
    .filter(({ recommendation }) => recommendation.trim() !== '')
    .filter(({ reviewed_on }) => from <= reviewed_on && reviewed_on <= last)
    .reduce<CaseReview | null>(
      (latest, one) => (latest === null || one.reviewed_on >= latest.reviewed_on ? one : latest),
      null,
    )
}

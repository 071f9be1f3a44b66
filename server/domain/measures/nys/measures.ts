/** The eight measures of the state's report: who counts in each, who does not, and by which rows. */
import type { StateCourse } from './course.ts'
import type { NysPatient } from './patient.ts'
import {
  covered,
  discharged,
  enrolledSays,
  type NysMember,
  ofContact,
  ofCourse,
  ofEpisode,
  ofScore,
  saysCourse,
  saysScore,
  told,
} from './told.ts'

export const nysIds = ['m1', 'm2', 'm3', 'm4', 'm5', 'm6', 'm7', 'm8'] as const
export type NysId = (typeof nysIds)[number]

export interface NysMeasure {
  readonly id: NysId
  readonly says: string
  readonly definition: string
  readonly unit: 'patients' | 'weeks' | 'percent'
  readonly target: string | null
  /** What sites of the program reached, to show beside one's own. */
  readonly benchmark: string | null
  readonly judge: (one: NysPatient) => NysMember | null
}

/** From so many days in treatment on, improvement is asked for. */
const treatedFrom = 70

export const nysMeasures: readonly NysMeasure[] = [
  {
    id: 'm1',
    says: 'Enrolled this month',
    definition: 'Patients whose enrollment overlaps the month by a day, all payers.',
    unit: 'patients',
    ...{ target: null, benchmark: null },
    judge: (one) =>
      told(one, 'numerator', enrolledSays(one.enrollment), [ofEpisode(one.enrollment)]),
  },
  {
    id: 'm2',
    says: '… with Medicaid',
    definition:
      'Of them, with Medicaid on the month’s first day, as primary or secondary coverage.',
    unit: 'patients',
    ...{ target: null, benchmark: null },
    judge: (one) =>
      one.medicaid
        ? told(one, 'numerator', enrolledSays(one.enrollment), [
            ofEpisode(one.enrollment),
            ...covered(one),
          ])
        : told(one, 'excluded', 'No Medicaid coverage on the month’s first day.', []),
  },
  {
    id: 'm3',
    says: 'Newly enrolled',
    definition: 'Medicaid patients whose enrollment date is in the month.',
    unit: 'patients',
    ...{ target: null, benchmark: null },
    judge: (one) =>
      one.medicaid && one.enrolledInMonth
        ? told(one, 'numerator', enrolledSays(one.enrolledInMonth), [
            ofEpisode(one.enrolledInMonth),
            ...covered(one),
          ])
        : null,
  },
  {
    id: 'm4',
    says: 'Weeks in treatment at discharge',
    definition: 'Medicaid patients discharged in the month: mean days since enrollment, in weeks.',
    unit: 'weeks',
    ...{ target: null, benchmark: null },
    judge: (one) => one.medicaid && one.dischargedInMonth && discharged(one, one.dischargedInMonth),
  },
  {
    id: 'm5',
    says: 'Contact rate',
    definition: 'Of Medicaid patients enrolled, with a treatment contact and a score in the month.',
    unit: 'percent',
    ...{ target: '≥ 80 %', benchmark: null },
    judge: (one) => {
      if (!one.medicaid) return null
      const { contact, score } = one
      const because = `${contact ? `Contact on ${contact.on}` : 'No treatment contact'}, ${
        score ? `${saysScore(score)}` : 'no score'
      } in the month.`
      const rows = [...(contact ? [ofContact(contact)] : []), ...(score ? [ofScore(score)] : [])]
      return told(one, contact && score ? 'numerator' : 'denominator', because, rows)
    },
  },
  {
    id: 'm6',
    says: 'Improvement',
    definition:
      'Of Medicaid patients enrolled 70 days or more with an elevated baseline, improved: half of ' +
      'the baseline, or below 10 (PHQ-9, GAD-7); PCL-5 12 points, SMFQ 8 points lower.',
    unit: 'percent',
    target: '≥ 60 %',
    benchmark: '33 → 49 → 58 % over three years',
    judge: (one) => {
      const asked = askedToImprove(one)
      if (asked === null) return null
      if (typeof asked === 'string')
        return told(one, 'excluded', asked, [ofEpisode(one.enrollment)])
      return told(
        one,
        asked.improved ? 'numerator' : 'denominator',
        saysCourse(asked),
        ofCourse(asked),
      )
    },
  },
  {
    id: 'm7',
    says: 'Remission',
    definition: 'Of Medicaid patients enrolled, in remission by the month’s last score.',
    unit: 'percent',
    ...{ target: null, benchmark: null },
    judge: (one) => {
      if (!one.medicaid) return null
      const { remission, course } = one
      if (!remission || !course)
        return told(
          one,
          'denominator',
          'Not in remission this month.',
          course ? ofCourse(course) : [],
        )
      const because = `${saysScore(course.baseline)}, ${saysScore(remission)}.`
      return told(one, 'numerator', because, [ofScore(course.baseline), ofScore(remission)])
    },
  },
  {
    id: 'm8',
    says: 'Consultation',
    definition: 'Of those not improved in m6, with a recommendation in the last 60 days.',
    unit: 'percent',
    target: '≥ 80 %',
    benchmark: '55 → 80.5 %; with a change of treatment 48 → 73 %',
    judge: (one) => {
      const asked = askedToImprove(one)
      if (asked === null || typeof asked === 'string' || asked.improved) return null
      const { consultation } = one
      if (!consultation)
        return told(
          one,
          'denominator',
          `${saysCourse(asked)} No review in 60 days.`,
          ofCourse(asked),
        )
      const { review_id: id, reviewed_on: on } = consultation
      return told(one, 'numerator', `${saysCourse(asked)} Reviewed on ${on}.`, [
        ...ofCourse(asked),
        { record: 'case_reviews', id, on },
      ])
    },
  },
]

/** Whom improvement is asked of: their course. A sentence: why not; null: not Medicaid's. */
function askedToImprove({ medicaid, enrollment, course }: NysPatient): StateCourse | string | null {
  if (!medicaid) return null
  if (enrollment.days < treatedFrom)
    return `${enrollment.days} days in treatment; ${treatedFrom} are asked for.`
  if (!course) return 'No score of the target instrument since enrollment.'
  return course.isElevated ? course : `${saysScore(course.baseline)} is no elevated baseline.`
}

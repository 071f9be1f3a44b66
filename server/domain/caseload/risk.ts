/** Risk on record: who assessed it when, which tier it has had, and what was decided. */
import type { CalendarDay } from '../calendar.ts'
import type { Dossier } from '../dossier.ts'
import type { Evidence } from '../evidence.ts'
import { riskTiers } from '../records/follow-up.ts'
import type { RiskAssessment, Role, SafetyPlan } from '../records/index.ts'
import { dayOfTime } from '../zone.ts'
import { lastRun } from './since.ts'

export const dayAssessed = ({ assessed_at }: RiskAssessment): CalendarDay => dayOfTime(assessed_at)

/** Oldest first; of one moment, by id. */
export const assessmentsInOrder = (rows: readonly RiskAssessment[]): readonly RiskAssessment[] =>
  rows.toSorted((a, b) => {
    if (a.assessed_at !== b.assessed_at) return a.assessed_at < b.assessed_at ? -1 : 1
    return a.assessment_id < b.assessment_id ? -1 : 1
  })

/** Oldest first; of one day, by id. */
export const plansInOrder = (rows: readonly SafetyPlan[]): readonly SafetyPlan[] =>
  rows.toSorted((a, b) => {
    if (a.made_on !== b.made_on) return a.made_on < b.made_on ? -1 : 1
    return a.safety_plan_id < b.safety_plan_id ? -1 : 1
  })

/** Whoever treats is a clinician; people of the office are not. */
const clinicians: ReadonlySet<Role> = new Set([
  'care_manager',
  'psychiatric_consultant',
  'billing_practitioner',
  'clinical_staff',
] as const)

/** It says what was decided and done, and a clinician on record says it. */
export const isDisposition = (
  { disposition, assessed_by }: RiskAssessment,
  { staff }: Pick<Dossier, 'staff'>,
): boolean => {
  if (disposition === null || disposition.trim() === '') return false
  const person = staff.find(({ staff_id }) => staff_id === assessed_by)
  return person !== undefined && clinicians.has(person.role)
}

/** The last assessments that found the same tier without a break: the first of them changed it. */
export const tierRun = (assessments: readonly RiskAssessment[]): readonly RiskAssessment[] => {
  const tier = assessments.at(-1)?.tier
  return lastRun(assessments, (one) => one.tier === tier)
}

/** A tier below the one that stood before, and the assessments since that the consultant is asked. */
export interface StepDown {
  readonly from: RiskAssessment
  readonly unapproved: readonly [RiskAssessment, ...RiskAssessment[]]
}

/**
 * Going up needs nobody, going down a psychiatric consultant: until one has approved an assessment
 * at that tier or below, the higher one stands, however often the lower is found again.
 */
export function unapprovedStepDown(
  assessments: readonly RiskAssessment[],
  { staff }: Pick<Dossier, 'staff'>,
): StepDown | undefined {
  const consultants = new Set(
    staff.filter(({ role }) => role === 'psychiatric_consultant').map(({ staff_id }) => staff_id),
  )
  let standing = assessments[0]
  let unapproved: readonly RiskAssessment[] = []
  for (const one of assessments) {
    const isApproved =
      one.step_down_approved_by !== null && consultants.has(one.step_down_approved_by)
    if (!standing || weightOf(one) >= weightOf(standing) || isApproved) {
      standing = one
      unapproved = []
    } else unapproved = [...unapproved, one]
  }
  const [first, ...more] = unapproved
  return standing && first ? { from: standing, unapproved: [first, ...more] } : undefined
}

const weightOf = ({ tier }: RiskAssessment): number => riskTiers.indexOf(tier)

export const citeAssessment = (one: RiskAssessment): Evidence => ({
  record: 'risk_assessments',
  id: one.assessment_id,
  on: dayAssessed(one),
})

export const citeSafetyPlan = ({ safety_plan_id, made_on }: SafetyPlan): Evidence => ({
  record: 'safety_plans',
  id: safety_plan_id,
  on: made_on,
})

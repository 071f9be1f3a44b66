/** The tables of the bundle's records, by record. */
import type { RecordName } from '../../server/domain/records/index.ts'
import { activities, care_plans, case_reviews, meetings, relapse_plans, scores } from './care.ts'
import { consents, diagnoses, facility_stays, visits } from './chart.ts'
import { billing_months, claim_exports, claim_proofs, claims, fee_schedules } from './claims.ts'
import {
  authorizations,
  care_team,
  coverages,
  episode_phases,
  episodes,
  patients,
  services,
} from './enrollment.ts'
import {
  covers,
  medications,
  part2_consents,
  planned_contacts,
  questions,
  risk_assessments,
  safety_plans,
  snoozes,
  withdrawals,
} from './follow-up.ts'
import { clinics, organizations, payers, policies, staff } from './people.ts'
import { site_numbers } from './site.ts'

export const tables = {
  organizations,
  clinics,
  staff,
  policies,
  payers,
  fee_schedules,
  site_numbers,
  patients,
  coverages,
  episodes,
  care_team,
  episode_phases,
  diagnoses,
  visits,
  consents,
  facility_stays,
  authorizations,
  services,
  scores,
  activities,
  care_plans,
  meetings,
  case_reviews,
  relapse_plans,
  medications,
  risk_assessments,
  safety_plans,
  planned_contacts,
  snoozes,
  questions,
  part2_consents,
  withdrawals,
  covers,
  claims,
  claim_proofs,
  billing_months,
  claim_exports,
} satisfies Readonly<Record<RecordName, unknown>>

/** Which elements each code requires (billing.md 6). */
import type { Element } from '../finding.ts'
import type { ElementList } from '../ladder.ts'
import { consent } from './consent.ts'
import {
  billingPractitioner,
  diagnosis,
  initiatingVisitElement,
  registryEntry,
} from './enrollment.ts'
import { carePlanning, continuity, monitoring } from './general.ts'
import {
  consultantReview,
  initialAssessment,
  outreachEngagement,
  treatmentPlan,
} from './initial.ts'
import {
  briefIntervention,
  careCoordination,
  outcomeMonitoring,
  progressReview,
  registryTracking,
  relapsePrevention,
} from './monthly.ts'
import { careTeam, caseloadConsultation } from './team.ts'

const everyCode = [consent, initiatingVisitElement, diagnosis, billingPractitioner]
const collaborative = [...everyCode, careTeam, registryEntry, caseloadConsultation]
const general = [...everyCode, monitoring, carePlanning, careCoordination, continuity]

export const elementsOf: Readonly<Record<ElementList, readonly Element[]>> = {
  initial: [
    ...collaborative,
    outreachEngagement,
    initialAssessment,
    treatmentPlan,
    consultantReview,
    briefIntervention,
  ],
  subsequent: [
    ...collaborative,
    registryTracking,
    careCoordination,
    progressReview,
    briefIntervention,
    outcomeMonitoring,
    relapsePrevention,
  ],
  bhi: general,
  g0323: general,
}

/** All scenarios by subject. */

import { afterBreaks } from './after-a-break.ts'
import { apcm } from './apcm.ts'
import { bands } from './bands.ts'
import { beside } from './beside.ts'
import { bothModels } from './both-models.ts'
import { breaks } from './breaks.ts'
import { claimFacts } from './claim-facts.ts'
import { clock } from './clock.ts'
import { closingDays } from './closings.ts'
import { codesByDate } from './codes-by-date.ts'
import { consents } from './consent.ts'
import { consentForms } from './consent-forms.ts'
import { consultations } from './consultations.ts'
import { cornersOfProof } from './corners-of-proof.ts'
import { cornersOfRows } from './corners-of-rows.ts'
import { cornersOfTime } from './corners-of-time.ts'
import { diagnosesAndPractitioners } from './diagnoses.ts'
import { enrolledWeeks } from './enrolled-weeks.ts'
import { exclusions } from './exclusions.ts'
import { firstMonth } from './first-month.ts'
import { firstReason } from './first-reason.ts'
import { firstVisits } from './first-visits.ts'
import { generalBhi } from './general-bhi.ts'
import { lateBandsAndBookings } from './late-bands.ts'
import { lateTime } from './late-time.ts'
import { laterMonths } from './later-months.ts'
import { monitoringAndRelapse } from './monitoring.ts'
import { overAllocated } from './over-allocated.ts'
import { overlaps } from './overlaps.ts'
import { payers } from './payers.ts'
import { plansAndReviews } from './plans-and-reviews.ts'
import { policyKeys } from './policy-keys.ts'
import { reasonsTogether } from './precedence.ts'
import { progress } from './progress.ts'
import { reenrolled } from './reenrolled.ts'
import { ruralClinics } from './rural-clinics.ts'
import type { Scenario } from './scenario.ts'
import { secondBreaks } from './second-breaks.ts'
import { shortAndOnce } from './short-months.ts'
import { socialWorkers } from './social-workers.ts'
import { team } from './team.ts'
import { visits } from './visits.ts'
import { whoseTime } from './whose-time.ts'

export const subjects: Readonly<Record<string, readonly Scenario[]>> = {
  'time to codes': bands,
  'months, midnights and clocks': clock,
  'What may be billed beside what: services already billed': beside,
  'The APCM add-on codes': apcm,
  'Six months without collaborative care end an episode': breaks,
  'What a new episode after a break carries over': afterBreaks,
  'What stands on a line: service date, place, practitioner': claimFacts,
  'Which reasons stand together, and which outweighs': reasonsTogether,
  'Which codes exist when': codesByDate,
  'RHC and FQHC by date and by policy': ruralClinics,
  'Consent: since when, until when, and none at all': consents,
  'How complete a consent is, how documented, and for whom': consentForms,
  'The weekly caseload consultation, by ISO week': consultations,
  'Which weeks are asked for: those with an enrolled day': enrolledWeeks,
  'What time does not count: by kind, place and policy': exclusions,
  'Whose time counts: by role, qualification and relationship': whoseTime,
  'Which reason comes first, and time outside the enrollment': firstReason,
  'The elements of 99492, met by each way and unmet in each': firstMonth,
  'Plans and reviews of a first month, and its list for G2214': plansAndReviews,
  'The elements of 99484': generalBhi,
  'Lists of general BHI, and G0323': socialWorkers,
  'Registry tracking and coordination of later months': laterMonths,
  'The case review of a later month': progress,
  'Scores and relapse prevention of later months': monitoringAndRelapse,
  'Time that counts once, and double booking': overlaps,
  'Time that was recorded late': lateTime,
  'Reviews that exceed their meeting': overAllocated,
  'Which policy judges a month': payers,
  'What each key of a policy changes': policyKeys,
  'Closed and enrolled again': reenrolled,
  'First months that fall short, and 99492 once': shortAndOnce,
  'Care team and registry entry': team,
  'Diagnosis and billing practitioner': diagnosesAndPractitioners,
  'The initiating visit: which, and how long before': visits,
  'The initiating visit: before what, with whom': firstVisits,
  'Corners of time: where two rules meet in one entry': cornersOfTime,
  'Corners of time: bands that late time would reach, and bookings': lateBandsAndBookings,
  'After the closing day nothing proves': closingDays,
  'Corners of proof: windows and earlier episodes': cornersOfProof,
  'Both models in one month, or one after the other': bothModels,
  'Corners of the rows: roles, instruments, authorizations': cornersOfRows,
  'Breaks after breaks, and over a turn of the year': secondBreaks,
}

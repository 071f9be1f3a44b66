/** What every code asks of the frame of care: visit, diagnosis, practitioner, registry entry. */

import { citing, notApplicable, unmet } from '../../evidence.ts'
import type { Diagnosis } from '../../records/index.ts'
import { teamOf } from '../chart.ts'
import { because, cite, type Element } from '../finding.ts'
import { initiatingVisit } from '../initiating-visit.ts'
import type { ServiceMonth } from '../service-month.ts'

export const initiatingVisitElement: Element = {
  element: 'initiating-visit',
  says: 'A visit with a billing practitioner of the team came before care began.',
  source: 'CMS MLN909432, initiating visit',
  judge(month) {
    const visit = visitOf(month)
    if (visit.kind === 'not-applicable') return notApplicable(visit.because)
    const held = visit.kind === 'proven' ? visit.visits : []
    return citing(
      cite('visits', held),
      visit.kind === 'proven' && visit.from !== null
        ? `The visit took place on ${visit.from}; time before that day does not count.`
        : 'A qualifying visit came before the first service of the episode.',
      because(
        'initiating-visit-missing',
        'No qualifying visit with a billing practitioner of the team precedes the first service.',
        'Record the visit, or arrange one: time on days before it will not count.',
      ),
    )
  },
}

/** On a hold for time, the first activity that would count is asked about. */
function visitOf(month: ServiceMonth) {
  const { dossier, episode, judged, ends_on } = month
  if (episode.visit.kind !== 'not-applicable' || !judged[0]) return episode.visit
  return initiatingVisit(dossier, episode.row, judged[0].day, ends_on, month)
}

/** Active F01–F99 diagnoses on a day of the month that the payer accepts, principal first. */
export const activeDiagnoses = ({ dossier, terms, first, ends_on }: ServiceMonth) =>
  dossier.diagnoses
    .filter(
      ({ icd10, recorded_on, resolved_on }) =>
        /^F(0[1-9]|[1-9]\d)/.test(icd10) &&
        !terms.extra_diagnoses_denied.some((prefix) => icd10.startsWith(prefix)) &&
        recorded_on <= ends_on &&
        (resolved_on === null || resolved_on >= first),
    )
    .toSorted(
      (a, b) =>
        a.rank - b.rank ||
        (a.recorded_on < b.recorded_on ? -1 : a.recorded_on > b.recorded_on ? 1 : 0) ||
        (a.diagnosis_id < b.diagnosis_id ? -1 : 1),
    )

const isDementia = ({ icd10 }: Diagnosis): boolean => /^F0[1-3]/.test(icd10)

export const diagnosis: Element = {
  element: 'diagnosis',
  says: 'A behavioral health diagnosis was active in the month.',
  source: 'CMS MLN909432, eligible conditions',
  judge(month) {
    const active = activeDiagnoses(month)
    const evidence = cite('diagnoses', active)
    if (active.length > 0 && active.every(isDementia))
      return unmet(
        evidence,
        because(
          'diagnosis-needs-review',
          'The only active diagnosis is a dementia.',
          'A person must decide whether collaborative care treats it; record what it does treat.',
        ),
      )
    return citing(
      evidence,
      `${active.map(({ icd10 }) => icd10).join(', ')} active in ${month.month}.`,
      because(
        'diagnosis-missing',
        `No diagnosis of F01 to F99 that the payer accepts was active in ${month.month}.`,
        'Record the diagnosis that is treated.',
      ),
    )
  },
}

const eligible: ReadonlySet<string> = new Set([
  'physician',
  'nurse_practitioner',
  'physician_assistant',
  'clinical_nurse_specialist',
  'certified_nurse_midwife',
])
const eligibleForG0323: ReadonlySet<string> = new Set([
  'clinical_psychologist',
  'clinical_social_worker',
])

export const billingPractitioner: Element = {
  element: 'billing-practitioner',
  says: 'The billing practitioner is on the team, has an NPI and may bill this service.',
  source: 'CMS MLN909432, who can bill',
  judge(month) {
    const { dossier, episode, practitioner, service, terms, judged, ends_on } = month
    const profession = practitioner?.profession ?? ''
    const allowed =
      service === 'g0323'
        ? eligibleForG0323.has(profession) ||
          (terms.g0323_other_professions && profession === 'counselor')
        : eligible.has(profession)
    const on = judged.at(-1)?.day ?? ends_on
    const members = teamOf(dossier, episode.row, 'billing_practitioner', on)
    const sound = practitioner !== undefined && allowed && practitioner.npi !== null
    return citing(
      sound ? cite('care_team', members) : [],
      `${practitioner?.name ?? 'Nobody'} (${profession.replaceAll('_', ' ')}) bills for the month.`,
      because(
        'practitioner-ineligible',
        practitioner === undefined
          ? `No billing practitioner is on the team on ${on}.`
          : practitioner.npi === null
            ? `${practitioner.name} has no NPI on file.`
            : `${practitioner.name} may not bill this service by profession.`,
        'Name a billing practitioner with an NPI whose profession may bill it.',
      ),
    )
  },
}

export const registryEntry: Element = {
  element: 'registry-entry',
  says: 'The patient was entered in the registry by the end of the month.',
  source: 'CPT 99492, 99493: entering and tracking in a registry',
  judge({ episode, ends_on }) {
    const { row, derived, starts_on } = episode
    const entered = derived ? starts_on : (row.entered_at ?? row.enrolled_on)
    return citing(
      entered <= ends_on ? cite('episodes', [row], () => entered) : [],
      `Entered in the registry on ${entered}.`,
      because(
        'registry-entry-missing',
        `Entered in the registry only on ${entered}, after the month.`,
        'A person must decide; later months are not affected.',
      ),
    )
  },
}

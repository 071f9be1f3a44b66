/** What the first claim will need of the enrollment, as far as the form can tell: a list to tick. */
import {
  instruments,
  isInstrument,
  isRefusal,
  parseAnswers,
} from '../../../server/domain/instruments/index.ts'
import type { Held } from './again.ts'
import { type EnrollForm, isTold } from './form.ts'

export interface Need {
  readonly need: string
  readonly met: boolean
  /** What to do where it is not met. */
  readonly remedy: string
  /** The step where that is done. */
  readonly step: number
}

export const steps = [
  'Who',
  'Referral and visit',
  'Consent',
  'Team',
  'Diagnosis and coverage',
  'Baseline score',
  'Check and enroll',
] as const
export const lastStep = steps.length - 1

export function needsOf(form: EnrollForm, held: Held = {}): readonly Need[] {
  const { episode, consent, visit, diagnosis, second, team, coverage } = form.sections
  const said = (yes: boolean, need: string, remedy: string, step: number): Need => ({
    need,
    met: yes,
    remedy,
    step,
  })
  return [
    said(episode['referred_by'] !== '', 'Referral', 'Name the practitioner who referred.', 1),
    said(
      held.visit !== undefined ||
        (visit['visit_on'] !== '' && visit['code'] !== '' && visit['practitioner_id'] !== ''),
      'Initiating visit',
      'Enter the visit with the billing practitioner that comes before care begins.',
      1,
    ),
    said(
      held.consent !== undefined ||
        (form.consented &&
          consent['consult_permission'] === true &&
          consent['cost_sharing_face_to_face'] === true &&
          consent['cost_sharing_non_face_to_face'] === true),
      'Consent, all three parts',
      'Time before consent does not count: ask for it before anything else.',
      2,
    ),
    said(
      isWholeTeam(team),
      'Team of three',
      'Name three different people: care manager, consultant and billing practitioner.',
      3,
    ),
    said(
      held.diagnosis !== undefined ||
        [diagnosis, second].some(({ icd10 }) => /^F(0[4-9]|[1-9]\d)/.test(String(icd10))),
      'Behavioral health diagnosis',
      'Enter an active diagnosis F04 to F99.',
      4,
    ),
    said(
      held.coverage !== undefined || coverage['payer_id'] !== '',
      'Coverage',
      'Name the payer, and since when.',
      4,
    ),
    said(isScored(form), 'Baseline score', 'Have a questionnaire answered, all items.', 5),
  ]
}

const isWholeTeam = (team: EnrollForm['sections']['team']): boolean => {
  const three = [team['care_manager'], team['psychiatric_consultant'], team['billing_practitioner']]
  return three.every((one) => one !== '') && new Set(three).size === 3
}

function isScored(form: EnrollForm): boolean {
  const { instrument, items, total } = form.sections.score
  if (!isTold(form, 'score')) return false
  if (items === '') return total !== ''
  if (!isInstrument(String(instrument))) return false
  const answers = parseAnswers(String(items), instruments[instrument as 'phq-9'])
  return !isRefusal(answers) && !answers.includes(null)
}

/** What a policy can say: each key as a field, in words; empty means as in what it is based on. */
import { cmsTerms, type PolicyTerms } from '../../../server/domain/billing/policy-terms.ts'
import { isCalendarDay } from '../../../server/domain/calendar.ts'

type Key = keyof PolicyTerms
type Kind = 'yes' | 'number' | 'choice' | 'codes' | 'day' | 'modifiers'

interface TermText {
  readonly label: string
  readonly kind: Kind
  /** Where there may be none. */
  readonly none?: string
  readonly choices?: readonly string[]
}

export const termTexts: Readonly<Record<Key, TermText>> = {
  covered: { label: 'Pays Collaborative Care at all', kind: 'yes' },
  time_rule: { label: 'A unit counts from its', kind: 'choice', choices: ['midpoint', 'full'] },
  g2214_covered: { label: 'Pays G2214', kind: 'yes' },
  g2214_minimum: { label: 'G2214 from minutes', kind: 'number' },
  bhi_minimum: { label: '99484 and G0323 from minutes', kind: 'number' },
  add_on_cap: { label: 'Units of 99494 a month, at most', kind: 'number' },
  count_consultant_solo_time: { label: 'The consultant’s own time counts', kind: 'yes' },
  count_practitioner_time: { label: 'The practitioner’s time counts', kind: 'yes' },
  count_facility_time: { label: 'Time in a facility counts', kind: 'yes' },
  count_unanswered_outreach: { label: 'Unanswered outreach counts', kind: 'yes' },
  initiating_visit_days: {
    label: 'Initiating visit at most days before',
    kind: 'number',
    none: 'no visit needed',
  },
  consent_written: { label: 'Consent must be written', kind: 'yes' },
  service_date: {
    label: 'Day of service',
    kind: 'choice',
    choices: ['last_day', 'threshold_day', 'last_service_day'],
  },
  consultant_review_days: { label: 'A case review is good for days', kind: 'number' },
  missed_weeks_allowed: { label: 'Missed weekly consultations allowed', kind: 'number' },
  score_max_age_days: {
    label: 'A score is good for days',
    kind: 'number',
    none: 'this month only',
  },
  initial_code_once_per_calendar_year: { label: '99492 once in a calendar year', kind: 'yes' },
  months_without_authorization: {
    label: 'Months without authorization',
    kind: 'number',
    none: 'never needed',
  },
  new_episode_without_gap: { label: 'A new episode needs no gap', kind: 'yes' },
  apcm: { label: 'Beside an APCM code', kind: 'choice', choices: ['add_on_codes', 'time_codes'] },
  extra_diagnoses_denied: { label: 'Denied diagnoses, ICD-10 beginnings', kind: 'codes' },
  modifiers: { label: 'Modifiers, as 99492=GT 99493=GT', kind: 'modifiers' },
  rhc_fqhc: { label: 'RHC and FQHC codes', kind: 'choice', choices: ['medicare', 'none'] },
  g0511_until: { label: 'G0511 until', kind: 'day' },
  g0323_other_professions: { label: 'G0323 also for therapists and counselors', kind: 'yes' },
}

export const termKeys = Object.keys(cmsTerms) as readonly Key[] // an object of just these keys

export const none = 'none'

/** A term as it stands in a field. */
export function typedTerm(value: unknown): string {
  if (value === undefined) return ''
  if (value === null) return none
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (Array.isArray(value)) return value.join(' ')
  if (typeof value === 'object')
    return Object.entries(value)
      .map(([code, all]) => `${code}=${[all].flat().join('+')}`)
      .join(' ')
  return String(value)
}

const parts = (text: string): readonly string[] => text.split(/[\s,;]+/).filter(Boolean)

/** The term that was meant, or why it is none. */
export function meantTerm(key: Key, text: string): { value: unknown } | { fault: string } {
  const { kind, none: allowed, choices = [] } = termTexts[key]
  if (text === none && allowed) return { value: null }
  if (kind === 'yes') return { value: text === 'yes' }
  if (kind === 'codes') return { value: text === none ? [] : parts(text) }
  if (kind === 'modifiers') return modifiersIn(text)
  if (kind === 'choice')
    return choices.includes(text)
      ? { value: text }
      : { fault: `must be one of ${choices.join(', ')}` }
  if (kind === 'day')
    return isCalendarDay(text) ? { value: text } : { fault: 'must be a day, YYYY-MM-DD' }
  return /^\d{1,4}$/.test(text)
    ? { value: Number(text) }
    : { fault: allowed ? 'must be a whole number, or none' : 'must be a whole number' }
}

function modifiersIn(text: string): { value: unknown } | { fault: string } {
  const pairs = text === none ? [] : parts(text).map((part) => part.split('='))
  const wrong = pairs.find(([code, all]) => !/^[A-Z0-9]{5}$/.test(code ?? '') || !all)
  if (wrong) return { fault: `${wrong.join('=')} must be a code, =, and its modifiers joined by +` }
  return { value: Object.fromEntries(pairs.map(([code, all]) => [code, all!.split('+')])) }
}

/** All terms of a list in one line. */
export const termsSaid = (terms: Partial<PolicyTerms>): string =>
  Object.entries(terms)
    .map(([key, value]) => `${termTexts[key as Key]?.label ?? key}: ${typedTerm(value)}`)
    .join(' · ') || 'as what it is based on'

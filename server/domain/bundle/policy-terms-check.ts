/** The keys of a billing policy as policies.json gives them: known, and of the right kind. */
import type { PolicyTerms } from '../billing/policy-terms.ts'
import { isCalendarDay } from '../calendar.ts'
import type { CellFault } from './fault.ts'

interface Rule {
  readonly holds: (value: unknown) => boolean
  readonly expected: string
}

const yesNo: Rule = { holds: (value) => typeof value === 'boolean', expected: 'true or false' }
const count: Rule = {
  holds: (value) => Number.isSafeInteger(value) && Number(value) >= 0 && Number(value) <= 100_000,
  expected: 'a whole number from 0 to 100000',
}
const countOrNull: Rule = {
  holds: (value) => value === null || count.holds(value),
  expected: `${count.expected}, or null`,
}
const among = (...values: readonly string[]): Rule => ({
  holds: (value) => typeof value === 'string' && values.includes(value),
  expected: `one of ${values.join(', ')}`,
})
const isListOf = (shape: RegExp, value: unknown): boolean =>
  Array.isArray(value) && value.every((one) => typeof one === 'string' && shape.test(one))

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const rules: { readonly [K in keyof PolicyTerms]: Rule } = {
  covered: yesNo,
  time_rule: among('midpoint', 'full'),
  g2214_covered: yesNo,
  g2214_minimum: count,
  bhi_minimum: count,
  add_on_cap: count,
  count_consultant_solo_time: yesNo,
  count_practitioner_time: yesNo,
  count_facility_time: yesNo,
  count_unanswered_outreach: yesNo,
  initiating_visit_days: countOrNull,
  consent_written: yesNo,
  service_date: among('last_day', 'threshold_day', 'last_service_day'),
  consultant_review_days: count,
  missed_weeks_allowed: count,
  score_max_age_days: countOrNull,
  initial_code_once_per_calendar_year: yesNo,
  months_without_authorization: countOrNull,
  new_episode_without_gap: yesNo,
  apcm: among('add_on_codes', 'time_codes'),
  extra_diagnoses_denied: {
    holds: (value) => isListOf(/^[A-Z][A-Z0-9.]{0,7}$/, value),
    expected: 'a list of ICD-10 prefixes',
  },
  modifiers: {
    holds: (value) =>
      isObject(value) &&
      Object.entries(value).every(
        ([code, list]) => /^[A-Z0-9]{5}$/.test(code) && isListOf(/^[A-Z0-9]{2}$/, list),
      ),
    expected: 'lists of two-character modifiers by code',
  },
  rhc_fqhc: among('medicare', 'none'),
  g0511_until: {
    holds: (value) => typeof value === 'string' && isCalendarDay(value),
    expected: 'a date that exists, YYYY-MM-DD',
  },
  g0323_other_professions: yesNo,
}

export interface ReadTerms {
  readonly terms: Partial<PolicyTerms>
  readonly faults: readonly CellFault[]
}

/** Reads the keys in which a policy differs. Unknown keys and bad values are faults. */
export function readTerms(given: Readonly<Record<string, unknown>>): ReadTerms {
  const faults: CellFault[] = []
  for (const [key, value] of Object.entries(given)) {
    // own keys only: a key that an object merely inherits is no rule
    const rule = Object.hasOwn(rules, key) ? rules[key as keyof PolicyTerms] : undefined
    const expected = rule ? rule.expected : 'a key of a billing policy'
    if (!rule?.holds(value))
      faults.push({ column: key, value: JSON.stringify(value) ?? null, expected })
  }
  // every key and value was held against its rule, unless there are faults to tell
  return { terms: faults.length === 0 ? (given as Partial<PolicyTerms>) : {}, faults }
}

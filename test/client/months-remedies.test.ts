/** Where a row's first remedy leads: to a place that the role has, for every reason there is. */
import { describe, expect, test } from 'vitest'
import { remedyPlace } from '../../client/pages/months-remedies.ts'
import { reasonSlugs } from '../../server/domain/billing/determined.ts'
import { determiningRoles } from '../../server/domain/permissions.ts'
import type { Role } from '../../server/domain/records/people.ts'

const of = (role: Role | undefined) => ({ patient: 'p', month: '2026-10', role })
const month = '/patients/p/months/2026-10'

// biome-ignore format: a table reads best as a table
test.for([
  ['outcome-monitoring-missing',    'care_manager',           '/patients/p?enter=score'],
  ['brief-intervention-missing',    'clinical_staff',         '/patients/p?enter=contact'],
  ['treatment-plan-missing',        'billing_practitioner',   '/patients/p?tab=plan'],
  ['consent-late',                  'care_manager',           '/patients/p?tab=enrollment'],
  ['time-recorded-late',            'care_manager',           '/patients/p?tab=minutes'],
  ['caseload-consultation-missing', 'psychiatric_consultant', '/review'],
  ['caseload-consultation-missing', 'billing_practitioner',   '/patients/p?tab=reviews'],
  ['already-billed',                'care_manager',           month],
  ['treatment-plan-missing',        'billing_staff',          month],
  ['treatment-plan-missing',        undefined,                month],
] as const)('%s leads a %s to %s', ([reason, role, place]) => {
  expect(remedyPlace(reason, of(role))).toBe(place)
})

describe('whoever may ask what a month proves', () => {
  test.for(determiningRoles)('%s is led somewhere of this patient, or to the review', (role) => {
    for (const reason of reasonSlugs)
      expect(remedyPlace(reason, of(role)), reason).toMatch(/^\/patients\/p[?/]|^\/review$/)
  })
})

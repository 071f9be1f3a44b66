/** What is kept of `npm audit`: counts and names, or that nobody answered. */
import { expect, test } from 'vitest'
import { lockDigest, toldOf } from './advisory-report.ts'

const answered = (vulnerabilities: object, counts: object) =>
  JSON.stringify({
    auditReportVersion: 2,
    vulnerabilities,
    metadata: { vulnerabilities: counts, dependencies: { prod: 200, dev: 216, total: 416 } },
  })
const none = { info: 0, low: 0, moderate: 0, high: 0, critical: 0, total: 0 }

test.for([
  [
    'nothing known',
    answered({}, none),
    '0 critical, 0 high, 0 moderate, 0 low, 0 info in 416 packages',
  ],
  [
    'one package concerned',
    answered({ 'some-parser': { severity: 'high' } }, { ...none, high: 1, total: 1 }),
    '0 critical, 1 high, 0 moderate, 0 low, 0 info in 416 packages; some-parser (high)',
  ],
  [
    'a registry of packages that does not take the question',
    JSON.stringify({ message: '405 - POST https://packages.example/', statusCode: 405 }),
    'no answer (status 405)',
  ],
  ['nobody there', JSON.stringify({ error: { code: 'ENOTFOUND' } }), 'no answer'],
  ['nothing printed', '', 'no answer'],
])('%s', ([, text, line]) => {
  expect(toldOf(text!)).toBe(line)
})

test('the lock file is named by its digest', () => {
  expect(lockDigest()).toMatch(/^[0-9a-f]{12}$/)
})

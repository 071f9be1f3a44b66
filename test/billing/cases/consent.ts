/** Consent: since when, until when, and none at all (billing.md 4 and 6). */
import { general, initial, subsequent } from './case.ts'
import type { Given } from './rows.ts'
import { type Scenario, scenario } from './scenario.ts'
import { add, amend, type Change, drop } from './story.ts'

const consent = (given: Given<'consents'>): Change => amend('consents', given)

const another = (given: Given<'consents'>): Change => add('consents', given)

const beginning: readonly Scenario[] = [
  scenario(
    'consent in the middle of an entry: the seconds before it do not count',
    initial(40, consent({ obtained_at: '2026-06-03T09:10' })),
    { b: 'G2214', m: 30, excluded: { 'before-consent': 600 } },
  ),
  scenario(
    'consent at the second at which an entry starts: all of it counts',
    initial(40, consent({ obtained_at: '2026-06-03T09:00:00' })),
    { b: '99492', m: 40, excluded: {} },
  ),
  scenario(
    'work on the day of consent proves, though its time before the hour does not count',
    initial(80, consent({ obtained_at: '2026-06-03T10:00' })),
    { b: '99492', m: 40, excluded: { 'before-consent': 2400 } },
  ),
  scenario(
    'work on a day before the consent proves nothing',
    initial(80, consent({ obtained_at: '2026-06-04T08:00' })),
    { h: 'initial-assessment-missing', m: 40 },
  ),
  scenario(
    'neither work nor a review on days before the consent proves anything',
    initial(200, consent({ obtained_at: '2026-06-10T08:00' })),
    {
      h:
        'initial-assessment-missing brief-intervention-missing consultant-review-missing ' +
        'outreach-engagement-missing',
      m: 50,
    },
  ),
  scenario(
    'a consent after all of the time: no time counts, and it is not consent that is missing',
    initial(40, consent({ obtained_at: '2026-06-20T08:00' })),
    {
      n: 'below-minimum',
      among: true,
      lacks: 'consent-missing',
      m: 0,
      excluded: { 'before-consent': 2400 },
    },
  ),
]

const ending: readonly Scenario[] = [
  scenario(
    'revoked in the middle of an entry: what follows does not count nor prove',
    subsequent(40, consent({ revoked_at: '2026-06-07T09:05' })),
    {
      h: 'care-coordination-missing progress-review-missing',
      m: 25,
      excluded: { 'after-revocation': 900 },
    },
  ),
  scenario(
    'work on the day of revocation proves',
    subsequent(80, consent({ revoked_at: '2026-06-11T08:00' })),
    { b: '99493', m: 60, excluded: { 'after-revocation': 1200 } },
  ),
  scenario(
    'revoked after all of the time',
    subsequent(40, consent({ revoked_at: '2026-06-30T12:00' })),
    { b: '99493', m: 40, excluded: {} },
  ),
  scenario(
    'revoked before the month: no time counts',
    subsequent(40, consent({ revoked_at: '2026-05-20T12:00' })),
    {
      n: 'below-minimum',
      among: true,
      m: 0,
      excluded: { 'after-revocation': 2400 },
    },
    'reading chosen: consent-missing may stand beside, as the element has no other slug; other ' +
      'reading: it may not, as section 8 keeps it for months in which no consent names anybody',
  ),
  scenario(
    'revoked and given again: the days between do not count',
    subsequent(
      40,
      consent({ revoked_at: '2026-06-07T08:00' }),
      another({ obtained_at: '2026-06-09T12:00' }),
    ),
    { b: 'G2214', m: 30, excluded: { 'after-revocation': 600 } },
    'reading chosen: after-revocation, as an earlier consent was there; other reading: ' +
      'before-consent, the first in order, with regard to the second consent',
  ),
]

const missing: readonly Scenario[] = [
  scenario(
    'no consent at all: judged on the time that would count',
    subsequent(40, drop('consents')),
    {
      h: 'consent-missing',
      m: 40,
      proposed: '99493',
    },
  ),
  scenario('no consent, initial month', initial(86, drop('consents')), {
    h: 'consent-missing',
    m: 86,
    proposed: '99492 99494',
  }),
  scenario(
    'a consent for a practitioner who is not on the team is none',
    subsequent(40, consent({ billing_practitioner_id: 'bp2' })),
    { h: 'consent-missing', m: 40 },
  ),
  scenario('no consent and below every band', subsequent(10, drop('consents')), {
    n: 'below-minimum consent-missing',
    m: 10,
  }),
  scenario('no consent for general BHI', general(20, drop('consents')), {
    h: 'consent-missing',
    m: 20,
    proposed: '99484',
  }),
]

export const consents: readonly Scenario[] = [...beginning, ...ending, ...missing]

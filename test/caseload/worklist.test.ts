/** The worklist: what is due today, by kind, with why and since. */
import { describe, expect, test } from 'vitest'
import { calendarDay } from '../../server/domain/calendar.ts'
import {
  type WorkKind,
  workKindNames,
  workKinds,
  worklist,
} from '../../server/domain/caseload/index.ts'
import { type AChart, aChart } from '../support/a-chart.ts'

const start = aChart('2026-01-05').inOrder('2026-01-05')
const settled = start
  .reached('2026-01-05')
  .scored('2026-01-05', 18)
  .planned('2026-01-05')
  .reviewed('2026-01-05')

const workOn = (story: AChart, today: string) => worklist([story.dossier], calendarDay(today))
const toldOf = (story: AChart, kind: WorkKind, today: string) =>
  workOn(story, today)
    .filter((item) => item.kind === kind)
    .map(({ severity, since, because }) => `${severity} since ${since}: ${because}`)

const recommended = {
  recommendation: 'raise to 100 mg',
  recommends_change: true,
  decision: 'pending',
  decided_by: null,
  decided_on: null,
} as const
const accepted = {
  ...recommended,
  decision: 'accepted',
  decided_on: calendarDay('2026-01-12'),
} as const

// biome-ignore format: a table reads best as a table
test.for<[WorkKind, string, string, AChart, string]>([
  ['safety',               'what an S flag says',                  '2026-01-08', settled.answered('2026-01-08', '0 0 0 0 0 0 0 0 1'), 'red since 2026-01-08: A self-harm item was positive on 2026-01-08 (PHQ-9); no risk assessment with disposition is documented since.'],
  ['contacts',             'due today',                            '2026-01-12', settled, 'notice since 2026-01-12: The next contact is due on 2026-01-12.'],
  ['contacts',             'overdue',                              '2026-01-13', settled, 'amber since 2026-01-13: The next contact was due on 2026-01-12; the last was on 2026-01-05.'],
  ['contacts',             'improving, from day 21 on',            '2026-05-25', settled.scored('2026-05-04', 11).reached('2026-05-04'), 'notice since 2026-05-25: The next contact is due on 2026-06-01.'],
  ['scores',               'no baseline yet',                      '2026-01-05', start, 'notice since 2026-01-05: No baseline of the target instrument yet: change is measured from it.'],
  ['scores',               'due',                                  '2026-02-04', settled, 'amber since 2026-02-04: The last complete PHQ-9 is of 2026-01-05; one is due every 30 days.'],
  ['attempts',             'tried in vain',                        '2026-01-13', settled.tried('2026-01-12'), 'amber since 2026-01-12: 1 since 2026-01-05 reached nobody, the last on 2026-01-12 by phone.'],
  ['recommendations',      'to send',                              '2026-01-10', settled.reviewed('2026-01-10', recommended), 'notice since 2026-01-10: Send the recommendation of 2026-01-10 ("raise to 100 mg") to the practitioner.'],
  ['recommendations',      'sent, and undecided for too long',     '2026-01-25', settled.reviewed('2026-01-10', { ...recommended, sent_on: calendarDay('2026-01-10') }), 'amber since 2026-01-10: Ask for a decision on the recommendation of 2026-01-10 ("raise to 100 mg").'],
  ['recommendations',      'to carry out',                         '2026-01-12', settled.reviewed('2026-01-10', accepted), 'notice since 2026-01-12: Carry out the recommendation of 2026-01-10 ("raise to 100 mg").'],
  ['reviews',              'never reviewed',                       '2026-01-05', start, 'notice since 2026-01-05: Enrolled on 2026-01-05 and not reviewed yet.'],
  ['reviews',              'set for a day',                        '2026-01-20', settled.reviewed('2026-01-10', { next_review_on: calendarDay('2026-01-20') }), 'notice since 2026-01-20: The next review was set for 2026-01-20.'],
  ['relapse_prevention',   'the plan is missing',                  '2026-02-01', settled.inPhase('2026-02-01', 'relapse_prevention'), 'amber since 2026-02-01: In relapse prevention since 2026-02-01 without a relapse plan.'],
  ['consent_and_visit',    'no consent',                           '2026-01-05', aChart('2026-01-05'), 'amber since 2026-01-05: No consent is in force: time before it will not count.'],
])('%s: %s', ([kind, , today, story, says]) => {
  expect(toldOf(story, kind, today)).toEqual([says])
})

// biome-ignore format: a table reads best as a table
test.for<[WorkKind, string, string, AChart]>([
  ['contacts',        'the day before it is due',            '2026-01-11', settled],
  ['contacts',        'on hold',                             '2026-03-01', settled.inPhase('2026-01-10', 'on_hold')],
  ['contacts',        'tried in vain: that is to be repeated', '2026-01-13', settled.tried('2026-01-12')],
  ['attempts',        'tried today already',                 '2026-01-12', settled.tried('2026-01-12')],
  ['attempts',        'reached since',                       '2026-01-14', settled.tried('2026-01-12').reached('2026-01-13')],
  ['recommendations', 'sent, and the time is not up',        '2026-01-24', settled.reviewed('2026-01-10', { ...recommended, sent_on: calendarDay('2026-01-10') })],
  ['recommendations', 'to go on as before',                  '2026-03-01', settled],
  ['reviews',         'set for tomorrow',                    '2026-01-19', settled.reviewed('2026-01-10', { next_review_on: calendarDay('2026-01-20') })],
])('nothing under %s: %s', ([kind, , today, story]) => {
  expect(toldOf(story, kind, today)).toEqual([])
})

test('what the month lacks is told with its minutes', () => {
  const [item] = workOn(settled, '2026-01-10').filter(({ kind }) => kind === 'minutes_and_elements')
  expect(item).toMatchObject({ severity: 'amber', since: '2026-01-05' })
  expect(item?.because).toMatch(/^20 minutes this month\. /)
})

describe('the list', () => {
  const positive = settled.answered('2026-01-08', '0 0 0 0 0 0 0 0 1')
  const named = (story: AChart, family_name: string, care_manager = 'cm') =>
    story.and({
      patient: { ...story.dossier.patient, patient_id: family_name, family_name },
      care_team: story.dossier.care_team.map((one) =>
        one.role === 'care_manager' ? { ...one, staff_id: care_manager } : one,
      ),
    }).dossier
  const today = calendarDay('2026-02-10')

  test('runs by kind, gravity, since and name, whatever the order of the patients', () => {
    const dossiers = [
      named(settled, 'Zoe'),
      named(settled, 'Abel'),
      named(positive, 'Cara'),
      named(settled.reached('2026-02-01'), 'Bela'),
    ]
    const list = worklist(dossiers, today)
    expect(worklist(dossiers.toReversed(), today)).toEqual(list)
    const kinds = list.map(({ kind }) => workKinds.indexOf(kind))
    expect(kinds).toEqual(kinds.toSorted((a, b) => a - b))
    expect(list[0]).toMatchObject({ kind: 'safety', row: { family_name: 'Cara' } })
    const contacts = list.filter(({ kind }) => kind === 'contacts')
    expect(contacts.map(({ row, severity }) => `${row.family_name} ${severity}`)).toEqual([
      'Abel red',
      'Cara red',
      'Zoe red',
      'Bela amber',
    ])
  })

  test('puts what must be done today before what has only waited longer', () => {
    const partial = named(settled.answered('2026-01-20', '1 1 1 1 1 1 1 - 0'), 'Abel')
    const scores = worklist([partial], today).filter(({ kind }) => kind === 'scores')
    expect(scores.map(({ severity, since }) => `${severity} since ${since}`)).toEqual([
      'amber since 2026-02-04',
      'notice since 2026-01-20',
    ])
  })

  test('is one care manager’s', () => {
    const dossiers = [named(positive, 'Abel', 'other'), named(positive, 'Zoe')]
    const names = worklist(dossiers, today, 'cm').map(({ row }) => row.family_name)
    expect(new Set(names)).toEqual(new Set(['Zoe']))
    expect(worklist(dossiers, today, 'nobody')).toEqual([])
  })

  test('has a name for every kind', () => {
    expect(Object.keys(workKindNames)).toEqual([...workKinds])
  })
})

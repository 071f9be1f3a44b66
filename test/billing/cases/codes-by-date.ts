/** Which codes exist when, and in which clinics (billing.md 7). */
import { bySocialWorker, day, general, initial, policy, subsequent } from './case.ts'
import { type Expected, type Scenario, scenario } from './scenario.ts'
import { type Change, type Story, seenIn } from './story.ts'

type Row = readonly [title: string, story: Story, expected: Expected, ambiguous?: string]
const below: Expected = { n: 'below-minimum' }
const disputed = 'g2214-minimum-disputed'

const predecessors: readonly Row[] = [
  ['December 2016: no code yet', subsequent({ minutes: 200, month: '2016-12' }), below],
  ['December 2016: no code for general BHI', general({ minutes: 60, month: '2016-12' }), below],
  ['2017, initial month: G0502', initial({ minutes: 36, month: '2017-06' }), { b: 'G0502' }],
  ['2017, below 36: no G2214 yet', initial({ minutes: 35, month: '2017-06' }), below],
  ['2017, add-ons: G0504', initial({ minutes: 116, month: '2017-06' }), { b: 'G0502 G0504x2' }],
  ['2017, later month: G0503', subsequent({ minutes: 31, month: '2017-06' }), { b: 'G0503' }],
  [
    '2017, later month with an add-on',
    subsequent({ minutes: 76, month: '2017-12' }),
    { b: 'G0503 G0504' },
  ],
  ['January 2017 is the first', subsequent({ minutes: 40, month: '2017-01' }), { b: 'G0503' }],
  ['2017, general BHI: G0507', general({ minutes: 20, month: '2017-12' }), { b: 'G0507' }],
  ['2017, general BHI below 20', general({ minutes: 19, month: '2017-12' }), below],
  ['January 2018: 99493', subsequent({ minutes: 40, month: '2018-01' }), { b: '99493' }],
  ['January 2018: 99492', initial({ minutes: 86, month: '2018-01' }), { b: '99492 99494' }],
  ['January 2018: 99484', general({ minutes: 20, month: '2018-01' }), { b: '99484' }],
  ['December 2020: 30 minutes', subsequent({ minutes: 30, month: '2020-12' }), below],
  ['December 2020, initial month: 35', initial({ minutes: 35, month: '2020-12' }), below],
  [
    'December 2020: the next code is 99493',
    subsequent({ minutes: 25, month: '2020-12' }),
    { ...below, next: { code: '99493', minutes_to_go: 6 } },
  ],
  [
    'January 2021: G2214',
    subsequent({ minutes: 16, month: '2021-01' }),
    { b: 'G2214', notes: disputed },
  ],
  ['December 2022: no G0323 yet', bySocialWorker({ minutes: 40, month: '2022-12' }), below],
  [
    'January 2023: G0323',
    bySocialWorker({ minutes: 20, month: '2023-01' }),
    {
      b: 'G0323',
    },
  ],
]

const clinicsOfMedicare: readonly Row[] = (['fqhc', 'rhc'] as const).flatMap(
  (clinic): readonly Row[] => [
    [
      `${clinic} 2025: 59 minutes earn nothing, no G2214 either`,
      subsequent({ minutes: 59, month: '2025-11', clinic }),
      { ...below, next: { code: 'G0512', minutes_to_go: 1 } },
    ],
    [
      `${clinic} 2025: 60 minutes`,
      subsequent({ minutes: 60, month: '2025-11', clinic }),
      { b: 'G0512', next: null },
    ],
    [
      `${clinic} 2025: one unit and no add-on at 200 minutes`,
      subsequent({ minutes: 200, month: '2025-11', clinic }),
      { b: 'G0512' },
    ],
    [
      `${clinic} 2025, initial month: 69 minutes earn nothing`,
      initial({ minutes: 69, month: '2025-11', clinic }),
      below,
    ],
    [
      `${clinic} 2025, initial month: 70 minutes`,
      initial({ minutes: 70, month: '2025-11', clinic }),
      { b: 'G0512' },
    ],
    [
      `${clinic} December 2025 is the last month of G0512`,
      subsequent({ minutes: 60, month: '2025-12', clinic }),
      { b: 'G0512', s: '2025-12-31' },
    ],
    [
      `${clinic} January 2018 is the first month of G0512`,
      subsequent({ minutes: 60, month: '2018-01', clinic }),
      { b: 'G0512' },
    ],
    [
      `${clinic} January 2026: ordinary bands`,
      initial({ minutes: 36, month: '2026-01', clinic }),
      { b: '99492', pos: clinic === 'fqhc' ? '50' : '72' },
    ],
    [
      `${clinic} January 2026: G2214`,
      subsequent({ minutes: 30, month: '2026-01', clinic }),
      { b: 'G2214' },
    ],
    [
      `${clinic} January 2026: add-ons`,
      subsequent({ minutes: 76, month: '2026-01', clinic }),
      { b: '99493 99494' },
    ],
    [
      `${clinic} September 2025 is the last month of G0511`,
      general({ minutes: 20, month: '2025-09', clinic }),
      { b: 'G0511', s: '2025-09-30' },
    ],
    [
      `${clinic} September 2025: 19 minutes`,
      general({ minutes: 19, month: '2025-09', clinic }),
      { ...below, next: { code: 'G0511', minutes_to_go: 1 } },
    ],
    [
      `${clinic} October 2025: 99484`,
      general({ minutes: 20, month: '2025-10', clinic }),
      { b: '99484' },
    ],
    [
      `${clinic} January 2018 is the first month of G0511`,
      general({ minutes: 20, month: '2018-01', clinic }),
      { b: 'G0511' },
    ],
  ],
)

const otherPayers: Change = policy({ rhc_fqhc: 'none' })
const byPolicy: readonly Row[] = [
  [
    'a payer without the RHC/FQHC rows: 99493 from 31 in 2025',
    subsequent({ minutes: 31, month: '2025-11', clinic: 'fqhc' }, otherPayers),
    { b: '99493' },
  ],
  [
    'a payer without the RHC/FQHC rows: 99484 in September 2025',
    general({ minutes: 20, month: '2025-09', clinic: 'rhc' }, otherPayers),
    { b: '99484' },
  ],
  [
    'g0511_until June 2025: July has 99484',
    general(
      { minutes: 20, month: '2025-07', clinic: 'rhc' },
      policy({ g0511_until: day('2025-06-30') }),
    ),
    { b: '99484' },
  ],
  [
    'g0511_until June 2025: June has G0511',
    general(
      { minutes: 20, month: '2025-06', clinic: 'rhc' },
      policy({ g0511_until: day('2025-06-30') }),
    ),
    { b: 'G0511' },
  ],
  [
    'a hospital outpatient clinic has ordinary codes in 2025',
    subsequent({ minutes: 31, month: '2025-11', clinic: 'outpatient' }),
    { b: '99493', pos: '22' },
  ],
  [
    'an office has ordinary codes in 2025',
    general({ minutes: 20, month: '2025-09' }),
    { b: '99484', pos: '11' },
  ],
]

const lists: readonly Row[] = [
  [
    'G0512 of an initial month needs the list of 99492: a treatment plan',
    withoutPlan(initial({ minutes: 70, month: '2025-11', clinic: 'fqhc' })),
    { h: 'treatment-plan-missing', proposed: 'G0512' },
  ],
  [
    'G0512 of a later month needs no plan of its own',
    withoutPlan(subsequent({ minutes: 60, month: '2025-11', clinic: 'fqhc' })),
    { b: 'G0512' },
  ],
  [
    'G0512 of a later month needs outcome monitoring',
    withoutScores(subsequent({ minutes: 60, month: '2025-11', clinic: 'fqhc' })),
    { h: 'outcome-monitoring-missing' },
  ],
  [
    'G0511 needs monitoring',
    withoutScores(general({ minutes: 20, month: '2025-09', clinic: 'fqhc' })),
    { h: 'monitoring-missing', proposed: 'G0511' },
  ],
  [
    'G0502 needs the list of 99492',
    withoutPlan(initial({ minutes: 36, month: '2017-06' })),
    { h: 'treatment-plan-missing', proposed: 'G0502' },
  ],
  [
    'a month long before any care has no activity',
    seenIn('2015-01')(subsequent(40)),
    { ...below, m: 0 },
  ],
]

function withoutPlan(story: Story): Story {
  return { ...story, care_plans: [] }
}

function withoutScores(story: Story): Story {
  return { ...story, scores: [] }
}

export const codesByDate: readonly Scenario[] = [
  ...predecessors,
  ...clinicsOfMedicare,
  ...byPolicy,
  ...lists,
].map((row) => scenario(...row))

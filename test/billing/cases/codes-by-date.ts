/** Which codes exist when (billing.md 7). */
import { bySocialWorker, general, initial, subsequent } from './case.ts'
import { type Expected, type Scenario, scenario } from './scenario.ts'
import { type Story, seenIn } from './story.ts'

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
  [
    'December 2022: no G0323 yet',
    bySocialWorker({ minutes: 40, month: '2022-12' }),
    { either: true },
    'reading chosen: either no code (below-minimum), or 99484 held by practitioner-ineligible',
  ],
  [
    'January 2023: G0323',
    bySocialWorker({ minutes: 20, month: '2023-01' }),
    {
      b: 'G0323',
    },
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

export const codesByDate: readonly Scenario[] = [...predecessors, ...lists].map((row) =>
  scenario(...row),
)

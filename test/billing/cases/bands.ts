/** Time to codes (billing.md 3): every threshold, a minute or a second below and on it. */
import { bySocialWorker, general, initial, policy, subsequent } from './case.ts'
import { type Expected, type Scenario, scenario } from './scenario.ts'
import { type Change, type Story, seenIn } from './story.ts'

type Rung = readonly [minutes: number, codes: string, notes?: string]

const below = (m: number): Expected => ({ n: 'below-minimum', m })
const disputed = 'g2214-minimum-disputed'

/** One scenario a rung; no codes means below every band. */
const ladder = (
  name: string,
  month: (minutes: number) => Story,
  rungs: readonly Rung[],
): readonly Scenario[] =>
  rungs.map(([minutes, codes, notes]) =>
    scenario(
      `${name}, ${minutes} minutes: ${codes || 'nothing'}`,
      month(minutes),
      codes ? { b: codes, m: minutes, ...(notes ? { notes } : {}) } : below(minutes),
    ),
  )

const midpointInitial: readonly Rung[] = [
  [1, ''],
  [15, ''],
  [16, 'G2214', disputed],
  [29, 'G2214', disputed],
  [30, 'G2214'],
  [35, 'G2214'],
  [36, '99492'],
  [70, '99492'],
  [85, '99492'],
  [86, '99492 99494'],
  [115, '99492 99494'],
  [116, '99492 99494x2'],
  [145, '99492 99494x2'],
  [146, '99492 99494x3'],
  [175, '99492 99494x3'],
  [176, '99492 99494x4'],
  [205, '99492 99494x4'],
  [206, '99492 99494x4', 'add-on-capped'],
  [240, '99492 99494x4', 'add-on-capped'],
]

const midpointSubsequent: readonly Rung[] = [
  [15, ''],
  [16, 'G2214', disputed],
  [30, 'G2214'],
  [31, '99493'],
  [60, '99493'],
  [75, '99493'],
  [76, '99493 99494'],
  [105, '99493 99494'],
  [106, '99493 99494x2'],
  [136, '99493 99494x3'],
  [165, '99493 99494x3'],
  [166, '99493 99494x4'],
  [195, '99493 99494x4'],
  [196, '99493 99494x4', 'add-on-capped'],
]

const fullInitial: readonly Rung[] = [
  [29, ''],
  [30, 'G2214'],
  [69, 'G2214'],
  [70, '99492'],
  [99, '99492'],
  [100, '99492 99494'],
  [129, '99492 99494'],
  [130, '99492 99494x2'],
  [190, '99492 99494x4'],
  [219, '99492 99494x4'],
  [220, '99492 99494x4', 'add-on-capped'],
]

const fullSubsequent: readonly Rung[] = [
  [29, ''],
  [30, 'G2214'],
  [59, 'G2214'],
  [60, '99493'],
  [89, '99493'],
  [90, '99493 99494'],
  [120, '99493 99494x2'],
  [180, '99493 99494x4'],
  [210, '99493 99494x4', 'add-on-capped'],
]

const fullTime: Change = (story) => ({
  ...story,
  payers: story.payers.map((payer) => ({ ...payer, policy: 'full_time' })),
})

const seconds = (count: number) => count / 60

export const bands: readonly Scenario[] = [
  ...ladder('midpoint, initial month', (minutes) => initial(minutes), midpointInitial),
  ...ladder('midpoint, subsequent month', (minutes) => subsequent(minutes), midpointSubsequent),
  ...ladder('full time, initial month', (minutes) => initial(minutes, fullTime), fullInitial),
  ...ladder('full time, later month', (minutes) => subsequent(minutes, fullTime), fullSubsequent),
  ...ladder('99484', (minutes) => general(minutes), [
    [19, ''],
    [20, '99484'],
    [200, '99484'],
  ]),
  ...ladder('G0323', (minutes) => bySocialWorker(minutes), [
    [19, ''],
    [20, 'G0323'],
    [200, 'G0323'],
  ]),
  ...ladder(
    'a payer with time_rule full alone keeps G2214 from 16',
    (minutes) => subsequent(minutes, policy({ time_rule: 'full' })),
    [
      [16, 'G2214', disputed],
      [59, 'G2214'],
      [60, '99493'],
    ],
  ),
  scenario('35:59 of an initial month are 35 minutes', initial(seconds(2159)), {
    b: 'G2214',
    m: 35,
    next: { code: '99492', minutes_to_go: 1 },
  }),
  scenario('30:59 of a subsequent month are 30 minutes', subsequent(seconds(1859)), {
    b: 'G2214',
    m: 30,
  }),
  scenario('15:59 are below every band', subsequent(seconds(959)), below(15)),
  scenario('19:59 are below 99484', general(seconds(1199)), below(19)),
  scenario('75:59 earn no add-on', subsequent(seconds(4559)), { b: '99493', m: 75 }),
  scenario('85:59 earn no add-on in an initial month', initial(seconds(5159)), {
    b: '99492',
    m: 85,
  }),
  scenario('59 seconds are no minute', subsequent(seconds(59)), below(0)),
  scenario('at 15 minutes G2214 is one minute away', subsequent(15), {
    ...below(15),
    next: { code: 'G2214', minutes_to_go: 1 },
  }),
  scenario('at 16 minutes 99493 is 15 minutes away', subsequent(16), {
    b: 'G2214',
    notes: disputed,
    next: { code: '99493', minutes_to_go: 15 },
  }),
  scenario('at 40 minutes of an initial month the first add-on is 46 away', initial(40), {
    b: '99492',
    next: { code: '99494', minutes_to_go: 46 },
  }),
  scenario('at 76 minutes the second add-on is 30 away', subsequent(76), {
    b: '99493 99494',
    next: { code: '99494', minutes_to_go: 30 },
  }),
  scenario('at the cap nothing more can be reached', subsequent(170), {
    b: '99493 99494x4',
    next: null,
  }),
  scenario('full time at 60 minutes: the add-on is whole at 90', subsequent(60, fullTime), {
    b: '99493',
    time_rule: 'full',
    policy: 'full_time',
    next: { code: '99494', minutes_to_go: 30 },
  }),
  scenario('99484 at 12 minutes is 8 away', general(12), {
    ...below(12),
    next: { code: '99484', minutes_to_go: 8 },
  }),
  scenario('minutes of April do not carry over into June', subsequent(15), below(15)),
  scenario('a month with no activity says only below-minimum', subsequent(0), below(0)),
  scenario('the month before enrollment has no activity', seenIn('2026-03')(subsequent(40)), {
    n: 'below-minimum',
  }),
]

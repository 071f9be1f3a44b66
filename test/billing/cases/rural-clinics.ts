/** RHC and FQHC by date and by policy (billing.md 7). */
import { day, general, initial, policy, subsequent } from './case.ts'
import { type Expected, type Scenario, scenario } from './scenario.ts'
import type { Change, Story } from './story.ts'

type Row = readonly [title: string, story: Story, expected: Expected, ambiguous?: string]

const below: Expected = { n: 'below-minimum' }

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

export const ruralClinics: readonly Scenario[] = [...clinicsOfMedicare, ...byPolicy].map((row) =>
  scenario(...row),
)

/** Time that was recorded late (billing.md 4 and 8). */
import { general, initial, policy, subsequent } from './case.ts'
import { at } from './overlaps.ts'
import { activity } from './rows.ts'
import { type Scenario, scenario } from './scenario.ts'
import { add, drop } from './story.ts'

const late = { recorded_at: '2026-07-05T10:00' }

const attested = {
  attested_by: 'cm1',
  attested_at: '2026-07-06T10:00',
  attest_reason: 'the laptop was stolen',
}

const lateness: readonly Scenario[] = [
  scenario(
    'recorded seven days after it ended, to the second: not late',
    subsequent(20, at(0, 20, { recorded_at: '2026-06-22T10:20:00' })),
    { b: '99493', m: 40 },
  ),
  scenario(
    'recorded a second after seven days: late',
    subsequent(20, at(0, 20, { recorded_at: '2026-06-22T10:20:01' })),
    { h: 'time-recorded-late', m: 20, excluded: { late: 1200 }, proposed: '99493' },
  ),
  scenario('late and attested counts', subsequent(20, at(0, 20, { ...late, ...attested })), {
    b: '99493',
    m: 40,
    excluded: {},
  }),
  ...(['attested_by', 'attested_at', 'attest_reason'] as const).map((column) =>
    scenario(
      `an attestation without ${column} is none`,
      subsequent(20, at(0, 20, { ...late, ...attested, [column]: null })),
      { h: 'time-recorded-late', m: 20, excluded: { late: 1200 } },
    ),
  ),
  scenario('late time that reaches no higher band does not hold', subsequent(40, at(0, 20, late)), {
    b: '99493',
    m: 40,
    excluded: { late: 1200 },
  }),
  scenario('late time that would reach an add-on holds', subsequent(75, at(0, 1, late)), {
    h: 'time-recorded-late',
    m: 75,
    proposed: '99493 99494',
  }),
  scenario('late time beyond the cap does not hold', subsequent(170, at(0, 40, late)), {
    b: '99493 99494x4',
    m: 170,
  }),
  scenario(
    'with a cap of none, late time for an add-on does not hold',
    subsequent(70, policy({ add_on_cap: 0 }), at(0, 20, late)),
    { b: '99493', m: 70 },
  ),
  scenario(
    'late time holds also where what counts is below every band',
    subsequent(10, at(0, 10, late)),
    { h: 'time-recorded-late', m: 10, proposed: 'G2214' },
  ),
  scenario(
    'late time that with the rest stays below every band is below-minimum',
    subsequent(10, at(0, 5, late)),
    { n: 'below-minimum', m: 10, excluded: { late: 300 } },
  ),
  scenario('all of the time is late', subsequent(0, at(0, 40, late)), {
    h: 'time-recorded-late brief-intervention-missing',
    m: 0,
  }),
  scenario(
    'late and overlapping timely time: the overlap is no late time',
    subsequent(20, at(0, 20, late), at(5, 15, { staff_id: 'cm2' })),
    { b: '99493', m: 35, excluded: { overlap: 900, late: 300 } },
  ),
  scenario(
    'late time that overlaps timely time altogether cannot lift the claim',
    subsequent(55, at(0, 20, late), at(0, 20, { staff_id: 'cm2' })),
    { b: '99493', m: 75, excluded: { overlap: 1200 } },
  ),
  scenario(
    'two late entries at the same time would lift the claim only once',
    subsequent(60, at(0, 15, late), at(0, 15, { ...late, staff_id: 'cm2' })),
    { b: '99493', m: 60 },
  ),
  scenario(
    'late time of the month before does not hold this one',
    subsequent(
      60,
      add('activities', activity('follow_up', '2026-05-15T10:00:00', 60, { ...late })),
    ),
    { b: '99493', m: 60 },
  ),
  scenario('late time of general BHI holds', general(10, at(0, 10, { ...late, staff_id: 'cs1' })), {
    h: 'time-recorded-late',
    m: 10,
    proposed: '99484',
  }),
  scenario(
    'an initial month below its band is judged by the list of the code late time would reach',
    initial(10, at(0, 30, late), drop('care_plans')),
    { h: 'time-recorded-late treatment-plan-missing', m: 10, proposed: '99492' },
  ),
]

export const lateTime: readonly Scenario[] = [...lateness]

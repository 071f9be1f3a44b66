/** The weekly caseload consultation, by ISO week (billing.md 6). */
import { initial, subsequent } from './case.ts'
import type { Given } from './rows.ts'
import { type Expected, type Scenario, scenario } from './scenario.ts'
import { add, all, amend, type Change, drop } from './story.ts'

const bills: Expected = { b: '99493' }

const missing: Expected = { h: 'caseload-consultation-missing', proposed: '99493' }

const on = (day: string) => (meeting: { meeting_id: string }) => meeting.meeting_id.endsWith(day)

const without = (...days: readonly string[]): Change =>
  all(...days.map((day) => drop('meetings', on(day))))

const missed = (day: string, missed_reason: string | null = 'holiday'): Change =>
  amend('meetings', { ended_at: null, missed_reason }, on(day))

const held = (day: string, given: Given<'meetings'> = {}): Change =>
  add('meetings', {
    meeting_id: `extra-${day}`,
    started_at: `${day}T16:00`,
    ended_at: `${day}T16:30`,
    ...given,
  })

const misses: readonly Scenario[] = [
  scenario('one week missed with a reason', subsequent(40, missed('2026-06-10')), bills),
  scenario('one week missed without a reason', subsequent(40, missed('2026-06-10', null)), missing),
  scenario('one week without any meeting', subsequent(40, without('2026-06-10')), missing),
  scenario(
    'two weeks missed, each with a reason',
    subsequent(40, missed('2026-06-10'), missed('2026-06-17')),
    missing,
  ),
  scenario(
    'missed on Wednesday and held on Friday of the same week',
    subsequent(40, missed('2026-06-10'), missed('2026-06-17'), held('2026-06-19')),
    bills,
  ),
  scenario(
    'missed without a reason and held on the Sunday of that week',
    subsequent(40, missed('2026-06-10', null), held('2026-06-14')),
    bills,
  ),
  scenario(
    'held on the Monday after instead: that is the next week',
    subsequent(40, missed('2026-06-10', null), held('2026-06-15')),
    missing,
  ),
  scenario(
    'one week missed and one without any meeting',
    subsequent(40, missed('2026-06-10'), without('2026-06-17')),
    missing,
  ),
]

const weeks: readonly Scenario[] = [
  scenario(
    'June 2026 has four weeks: none is asked for 29 and 30 June',
    subsequent(40, without('2026-07-01', '2026-05-27')),
    bills,
  ),
  scenario(
    'July 2026 has five: that of Wednesday 1 July too',
    subsequent({ month: '2026-07' }, without('2026-07-01')),
    missing,
  ),
  scenario(
    'a meeting on Tuesday 30 June is of the first week of July',
    subsequent({ month: '2026-07' }, without('2026-07-01'), held('2026-06-30')),
    bills,
  ),
  scenario(
    'the week of 30 December 2026 is of December, to Sunday 3 January',
    subsequent({ month: '2026-12' }, without('2026-12-30'), held('2027-01-02')),
    bills,
  ),
  scenario(
    'the week of 30 December 2026 is asked for in December',
    subsequent({ month: '2026-12' }, without('2026-12-30')),
    missing,
  ),
  scenario(
    'January 2027 begins with the week of 4 January',
    subsequent({ month: '2027-01' }, without('2026-12-30')),
    bills,
  ),
]

const pairs: readonly Scenario[] = [
  scenario(
    'the care manager with another consultant',
    subsequent(40, amend('meetings', { psychiatric_consultant_id: 'pc2' }, on('2026-06-10'))),
    missing,
  ),
  scenario(
    'the consultant with another care manager',
    subsequent(40, amend('meetings', { care_manager_id: 'cm2' }, on('2026-06-10'))),
    missing,
  ),
  scenario(
    'another care manager of the team with the consultant',
    subsequent(
      40,
      add('care_team', { role: 'care_manager', staff_id: 'cm2', starts_on: '2026-04-01' }),
      amend('meetings', { care_manager_id: 'cm2' }, on('2026-06-10')),
    ),
    bills,
  ),
  scenario(
    'the care manager changes within the month, and so do the meetings',
    subsequent(
      40,
      amend('care_team', { ends_on: '2026-06-14' }, ({ role }) => role === 'care_manager'),
      add('care_team', { role: 'care_manager', staff_id: 'cm2', starts_on: '2026-06-15' }),
      amend('meetings', { care_manager_id: 'cm2' }, on('2026-06-17')),
      amend('meetings', { care_manager_id: 'cm2' }, on('2026-06-24')),
    ),
    bills,
  ),
  scenario(
    'the care manager changed and the meetings did not',
    subsequent(
      40,
      amend('care_team', { ends_on: '2026-06-14' }, ({ role }) => role === 'care_manager'),
      add('care_team', { role: 'care_manager', staff_id: 'cm2', starts_on: '2026-06-15' }),
    ),
    missing,
  ),
  scenario(
    'a meeting of another clinic of the same pair counts',
    subsequent(40, amend('meetings', { clinic_id: 'outpatient' }, on('2026-06-10'))),
    bills,
  ),
  scenario(
    'an initial month below its band is asked for meetings too',
    initial(10, without('2026-06-10')),
    { n: 'below-minimum caseload-consultation-missing' },
  ),
]

const entered = (given: Given<'meetings'>): Change => amend('meetings', given, on('2026-06-10'))
const at = { confirmed_at: '2026-06-12T09:00' }

const confirmations: readonly Scenario[] = [
  scenario(
    'a meeting entered by the care manager and not confirmed',
    subsequent(40, entered({ entered_by: 'cm1' })),
    missing,
  ),
  scenario(
    'a meeting entered by the care manager and confirmed by its consultant',
    subsequent(40, entered({ entered_by: 'cm1', confirmed_by: 'pc1', ...at })),
    bills,
  ),
  scenario(
    'a meeting entered by the care manager and confirmed by another consultant',
    subsequent(40, entered({ entered_by: 'cm1', confirmed_by: 'pc2', ...at })),
    missing,
  ),
  scenario(
    'a meeting entered by its consultant',
    subsequent(40, entered({ entered_by: 'pc1' })),
    bills,
  ),
]

export const consultations: readonly Scenario[] = [...confirmations, ...misses, ...weeks, ...pairs]

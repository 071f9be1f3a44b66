/** Which weeks are asked for: those with an enrolled day (billing.md 6). */
import { initial, subsequent } from './case.ts'
import { type Expected, type Scenario, scenario } from './scenario.ts'
import { all, amend, type Change, drop } from './story.ts'

const bills: Expected = { b: '99493' }

const on = (day: string) => (meeting: { meeting_id: string }) => meeting.meeting_id.endsWith(day)

const without = (...days: readonly string[]): Change =>
  all(...days.map((day) => drop('meetings', on(day))))

const missed = (day: string, missed_reason: string | null = 'holiday'): Change =>
  amend('meetings', { ended_at: null, missed_reason }, on(day))

const late = (day: string): Change =>
  all(
    amend('episodes', { referred_on: day, enrolled_on: day }),
    amend('care_team', { starts_on: day }),
    amend('consents', { obtained_at: `${day}T08:00` }),
    amend('care_plans', { effective_on: day }),
    amend('scores', { administered_on: day }),
    amend('case_reviews', { reviewed_on: '2026-06-24', decided_on: '2026-06-25' }),
    (story) => ({
      ...story,
      activities: story.activities.map((each, at) => ({
        ...each,
        started_at: each.started_at.replace(/-\d\dT/, `-${25 + at}T`) as typeof each.started_at,
        ended_at: each.ended_at.replace(/-\d\dT/, `-${25 + at}T`) as typeof each.ended_at,
      })),
    }),
  )

const enrolled: readonly Scenario[] = [
  scenario(
    'enrolled on Monday the 22nd: only that week is asked for',
    initial(40, late('2026-06-22'), without('2026-06-03', '2026-06-10', '2026-06-17')),
    { b: '99492' },
  ),
  scenario(
    'enrolled on Sunday the 21st: the week of the 17th is asked for too',
    initial(40, late('2026-06-21'), without('2026-06-03', '2026-06-10', '2026-06-17')),
    { h: 'caseload-consultation-missing' },
  ),
  scenario(
    'enrolled on Sunday the 21st: that week may be the one missed',
    initial(40, late('2026-06-21'), missed('2026-06-17')),
    { b: '99492' },
    'reading chosen: any missed meeting of the week by the pair, also before the day of ' +
      'enrollment; other reading: only a meeting of enrolled days counts',
  ),
  scenario(
    'enrolled on Friday: the meeting of that Wednesday, before the day, is of that week',
    initial(40, late('2026-06-19'), without('2026-06-03', '2026-06-10')),
    { b: '99492' },
    'reading chosen: a held meeting in the week by the pair proves; other reading: it must be ' +
      'held on a day on which the patient is enrolled or the pair is on the team',
  ),
  scenario(
    'referred on the 1st and enrolled on the 15th: weeks before are not asked for',
    initial(
      40,
      amend('episodes', { enrolled_on: '2026-06-15' }),
      without('2026-06-03', '2026-06-10'),
    ),
    { b: '99492' },
  ),
  scenario(
    'closed on the 20th: the week of the 24th is not asked for',
    subsequent(
      40,
      amend('episodes', { closed_on: '2026-06-20', close_reason: 'goals_met' }),
      without('2026-06-24'),
    ),
    { ...bills, s: '2026-06-20' },
  ),
  scenario(
    'closed on Monday the 22nd: the week of the 24th is asked for',
    subsequent(
      40,
      amend('episodes', { closed_on: '2026-06-22', close_reason: 'goals_met' }),
      without('2026-06-24'),
    ),
    { h: 'caseload-consultation-missing' },
  ),
]

export const enrolledWeeks: readonly Scenario[] = [...enrolled]

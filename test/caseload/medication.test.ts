/** Medication is treatment: starting, changing and stopping it count as a change. */
import { describe, expect, test } from 'vitest'
import { calendarDay } from '../../server/domain/calendar.ts'
import { type AChart, aChart } from '../support/a-chart.ts'
import { told } from './flag-on.ts'

const day = calendarDay
const met = aChart('2026-01-05').inOrder('2026-01-05').reached('2026-01-05')

describe('medication is treatment', () => {
  const stuck = met.scored('2026-01-05', 18)
  const on = '2026-04-01'
  const up = 'T3 amber since 2026-03-16'

  // biome-ignore format: a table reads best as a table
  test.for<[string, string, AChart]>([
    [up,      'none on record',                             stuck],
    [up,      'started on the baseline’s own day',          stuck.medicated('2026-01-05')],
    ['no T3', 'started the day after',                      stuck.medicated('2026-01-06')],
    [up,      'taken all along',                            stuck.medicated('2025-06-01')],
    [up,      'stopped before the baseline',                stuck.medicated('2025-06-01', { stopped_on: day('2026-01-04') })],
    ['no T3', 'last taken on the baseline’s day',           stuck.medicated('2025-06-01', { stopped_on: day('2026-01-05') })],
    [up,      'to be stopped one day',                      stuck.medicated('2025-06-01', { stopped_on: day('2026-04-02') })],
    [up,      'to be started one day',                      stuck.medicated('2026-04-02')],
  ])('%s: %s', ([says, , story]) => {
    expect(told(story, 'T3', on)).toBe(says)
  })

  const accepted = { recommends_change: true, decided_on: day('2026-01-16') } as const
  const waiting = met.planned('2026-01-05').reviewed('2026-01-15', accepted)
  const referred = met
    .planned('2026-01-05')
    .reviewed('2026-01-15', { ...accepted, kind: 'referral' })
  const prescribed = met
    .planned('2026-01-05')
    .reviewed('2026-01-15', { ...accepted, kind: 'medication' })

  // biome-ignore format: a table reads best as a table
  test.for<[string, string, AChart]>([
    ['T5 amber since 2026-01-31', 'nothing done',                       waiting],
    ['no T5',                     'a medication started since',         waiting.medicated('2026-01-15')],
    ['no T5',                     'one stopped since',                  prescribed.medicated('2025-01-01', { stopped_on: day('2026-01-20') })],
    ['T5 amber since 2026-01-31', 'one started before the review',      prescribed.medicated('2026-01-14')],
    ['T5 amber since 2026-01-31', 'a referral is not a prescription',   referred.medicated('2026-01-20')],
  ])('%s: %s', ([says, , story]) => {
    expect(told(story, 'T5', '2026-02-05')).toBe(says)
  })
})

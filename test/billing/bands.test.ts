/** The bands of a month: which codes its minutes could reach, beside the next one. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Ladder, ladderOf, nextRung, reached } from '../../server/domain/billing/ladder.ts'
import { cmsTerms } from '../../server/domain/billing/policy-terms.ts'
import { calendarDay } from '../../server/domain/calendar.ts'

const ladder: Ladder = ladderOf({
  on: calendarDay('2026-06-30'),
  service: 'cocm',
  initial: false,
  terms: cmsTerms,
  isHealthCenter: false,
  besideApcm: false,
})

test('a later month under the midpoint rule', () => {
  expect(ladder.rungs.map(({ minutes, codes }) => [minutes, codes.at(-1)])).toEqual([
    [16, { code: 'G2214', units: 1 }],
    [31, { code: '99493', units: 1 }],
    [76, { code: '99494', units: 1 }],
    [106, { code: '99494', units: 2 }],
    [136, { code: '99494', units: 3 }],
    [166, { code: '99494', units: 4 }],
  ])
})

test('the next band begins where the reached ones end', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 400 }), (minutes) => {
      const [now, next] = [reached(ladder, minutes), nextRung(ladder, minutes)]
      expect(now === undefined || now.minutes <= minutes).toBe(true)
      expect(next === undefined || next.minutes > minutes).toBe(true)
      expect(ladder.rungs.filter((one) => one.minutes <= minutes).at(-1)).toBe(now)
    }),
  )
})

/** Covering an absent colleague: their patients are within reach, and their work is due. */
import { describe, expect, test } from 'vitest'
import { calendarDay } from '../../server/domain/calendar.ts'
import { worklist } from '../../server/domain/caseload/index.ts'
import { coveredBy } from '../../server/domain/covering.ts'
import { mayMeet, treats } from '../../server/domain/permissions.ts'
import { aChart } from '../support/a-chart.ts'

const day = calendarDay
const met = aChart('2026-01-05').inOrder('2026-01-05').reached('2026-01-05')

describe('covering', () => {
  const cover = (covering_staff_id: string, absent_staff_id: string) => ({
    cover_id: `${covering_staff_id}-${absent_staff_id}`,
    absent_staff_id,
    covering_staff_id,
    starts_on: day('2026-02-02'),
    ends_on: day('2026-02-06'),
  })
  const covers = [cover('cm2', 'cm'), cover('cm3', 'cm2')]

  test.for([
    ['2026-02-01', false],
    ['2026-02-02', true],
    ['2026-02-06', true],
    ['2026-02-07', false],
  ] as const)('on %s somebody else’s patients are within reach: %s', ([on, within]) => {
    const today = day(on)
    expect(coveredBy(covers, 'cm2', today).has('cm')).toBe(within)
    const person = { staff_id: 'cm2', role: 'care_manager' } as const
    expect(mayMeet(met.dossier, person, today, covers)).toBe(within)
    expect(treats(met.dossier, 'cm2', today)).toBe(false)
    const list = worklist([met.dossier], today, 'cm2', { covers })
    expect(list.length > 0).toBe(within)
    expect(list).toEqual(within ? worklist([met.dossier], today, 'cm') : [])
  })

  test('is not handed on, gives nobody a role, and takes nothing from the absent', () => {
    const on = day('2026-02-03')
    expect(treats(met.dossier, 'cm3', on, covers)).toBe(false)
    expect(mayMeet(met.dossier, { staff_id: 'cm2', role: 'auditor' }, on, covers)).toBe(false)
    expect(treats(met.dossier, 'cm', on, covers)).toBe(true)
  })
})

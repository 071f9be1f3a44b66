/** What came into a month after somebody had looked at it, or after it was closed. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { determine } from '../../server/domain/billing/determination.ts'
import type { BillingMonth } from '../../server/domain/records/index.ts'
import type { LocalTime } from '../../server/domain/zone.ts'
import { marksOf, reachedSince } from '../../server/use-cases/claims/marks.ts'
import { aMonth, month, now } from './a-month.ts'

let here: Awaited<ReturnType<typeof aMonth>>
beforeAll(async () => {
  here = await aMonth()
})
afterAll(() => here.close())

describe('a first look', () => {
  const looked = (patient: string, minutes: number): { history: () => Promise<never> } => {
    const row: BillingMonth = {
      month,
      first_look_by: 'bs-1',
      first_look_at: now,
      just_short: JSON.stringify([[patient, minutes, '99493', 5]]),
      closed_by: null,
      closed_at: null,
      close_note: null,
    }
    return { history: async () => [{ row }] as never } // what is read of a version
  }
  const then = async (patient: string, minutes: number) => {
    const dossier = await here.dossier(here.proven[0]!)
    return reachedSince(looked(patient, minutes), dossier, determine(dossier, month))
  }

  test('is held against what counts now, on the month itself', async () => {
    const [patient] = here.proven
    const { minutes } = determine(await here.dossier(patient!), month)
    expect(await then(patient!, minutes - 5)).toEqual({
      first_look_at: now,
      minutes_then: minutes - 5,
      code: '99493',
    })
    expect(await then(patient!, minutes - 4)).toBeNull()
    expect(await then('somebody else', 0)).toBeNull()
  })
})

describe('a closed month', () => {
  const marked = async (closed_at: string | null, late: boolean) => {
    const dossier = await here.dossier(here.proven[0]!)
    const [last] = dossier.activities.filter(({ activity_id }) => {
      const { counted } = determine(dossier, month)
      return activity_id === counted.at(-1)?.activity
    })
    const recorded_at = '2026-11-04T09:00' as LocalTime // a time that exists
    const activities = dossier.activities.map((one) =>
      one === last && late
        ? { ...one, recorded_at, attested_by: one.staff_id, attested_at: recorded_at }
        : one,
    )
    const judged = { ...dossier, activities }
    const { minutes } = determine(judged, month)
    const { after_close } = marksOf(judged, determine(judged, month), { fees: [], closed_at }, null)
    return { minutes, after_close }
  }

  test('shows what was recorded later, and the minutes without it', async () => {
    const { minutes, after_close } = await marked('2026-11-03T15:00:00.000Z', true)
    expect(after_close?.entries).toBe(1)
    expect(after_close?.minutes_before).toBeLessThan(minutes)
  })

  test.for([
    ['nothing came later', '2026-11-03T15:00:00.000Z', false],
    ['it came before the closing', '2026-11-05T15:00:00.000Z', true],
    ['the month is open', null, true],
  ] as const)('shows nothing where %s', async ([, closed_at, late]) => {
    expect((await marked(closed_at, late)).after_close).toBeNull()
  })
})

/** Charts read in a thread: the same answers as here, errors told, and a lost thread begun again. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { CalendarMonth } from '../../server/domain/calendar.ts'
import { charts } from '../../server/use-cases/charts.ts'
import type { Asking } from '../../server/use-cases/sight.ts'
import { type ChartReading, openCharts } from '../../server/workers/charts.ts'
import { aHouse, type House } from './support/house.ts'

let house: House
let thread: ChartReading
let asking: Asking
beforeEach(async () => {
  house = await aHouse()
  thread = openCharts(house.url)
  const person = { staff_id: 'st-care_manager', role: 'care_manager' } as const
  asking = { person, at: house.parts.clock.now() }
})
afterEach(async () => {
  await thread.close()
  await house.close()
})

const month = '2026-10' as CalendarMonth

describe('what the thread of charts answers', () => {
  test('is what is answered here: page, scores and month, now and looking back', async () => {
    const here = charts(house.parts)
    const patient = await house.handleOf('pt-1')
    for (const as of [asking, { ...asking, as_of: '2026-03-01' } as Asking]) {
      expect(await thread.page(patient, as)).toEqual(await here.page(patient, as))
      expect(await thread.scores(patient, as)).toEqual(await here.scores(patient, as))
      expect(await thread.month(patient, month, as)).toEqual(await here.month(patient, month, as))
    }
    expect(await thread.page(patient, asking)).toMatchObject({
      outcome: 'seen',
      shown: { patient_id: 'pt-1', digest: expect.stringMatching(/^[0-9a-f]{64}$/) },
    })
  })

  test('is one and the same for whoever is not there and whoever is not theirs', async () => {
    const foreign = await house.handleOf('pt-2')
    expect(await thread.page(foreign, asking)).toEqual({ outcome: 'unseen', patient_id: 'pt-2' })
    expect(await thread.page('nobody', asking)).toEqual({ outcome: 'unseen', patient_id: null })
  })

  test('knows what was written a moment ago', async () => {
    const patient = await house.handleOf('pt-1')
    const count = async () => {
      const said = await thread.scores(patient, asking)
      return said.outcome === 'seen' ? said.found.length : -1
    }
    const before = await count()
    const written = await house.as('care_manager', {
      method: 'POST',
      url: `/api/patients/${patient}/records/scores`,
      headers: { 'idempotency-key': 'a-score-of-now' },
      payload: { instrument: 'phq-9', items: '1 1 1 1 1 1 1 1 0', mode: 'phone' },
    })
    expect(written.statusCode, written.body).toBe(201)
    expect(await count()).toBe(before + 1)
  })
})

test('whoever waits while the server goes down is told; a question after it begins anew', async () => {
  const patient = await house.handleOf('pt-1')
  const told = expect(thread.page(patient, asking)).rejects.toThrow('the server is going down')
  await thread.close()
  await told
  expect(await thread.page(patient, asking)).toMatchObject({ outcome: 'seen' })
})

test('a fault in the thread is a fault of that one answer', async () => {
  const patient = await house.handleOf('pt-1')
  const broken = { ...asking, at: 'no instant' as Asking['at'] }
  await expect(thread.page(patient, broken)).rejects.toThrow()
  expect(await thread.page(patient, asking)).toMatchObject({ outcome: 'seen' })
})

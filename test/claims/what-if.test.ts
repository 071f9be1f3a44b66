/** What a drafted policy would change: judged over the demo's month, and nothing kept. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { changedUnder, type Draft } from '../../server/domain/claims/what-if.ts'
import { judgeDraft, type WhatIfRow } from '../../server/use-cases/claims/what-if.ts'
import { type AMonth, aMonth, biller, month } from './a-month.ts'

let here: AMonth
beforeAll(async () => {
  here = await aMonth()
})
afterAll(() => here.close())

const draft = (terms: Draft['terms']): Draft => ({ policy: 'cms', based_on: 'cms', terms })
const under = async (terms: Draft['terms']) => {
  const rows: WhatIfRow[] = []
  const parts = { registry: here.registry, handles: here.parts.handles }
  for await (const batch of judgeDraft(parts, { month, ...biller().asking }, draft(terms)))
    rows.push(...batch.rows)
  return rows
}

test('a draft that says nothing new changes nothing', async () => {
  expect(await under({})).toEqual([])
})

test('a payer that would stop paying changes every month that it pays now', async () => {
  const rows = await under({ covered: false })
  expect(rows.length).toBeGreaterThan(20)
  expect(rows.every(({ after }) => after.outcome === 'no_bill')).toBe(true)
  expect(rows.some(({ before }) => before.outcome === 'bill')).toBe(true)
})

test('units whole would lower some, and the stored policies are as before', async () => {
  const rows = await under({ time_rule: 'full' })
  expect(rows.length).toBeGreaterThan(0)
  const dossier = await here.dossier(here.proven[0]!)
  changedUnder(dossier, draft({ covered: false }), month)
  expect(await here.dossier(here.proven[0]!)).toEqual(dossier)
})

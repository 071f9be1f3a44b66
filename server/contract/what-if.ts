/** What a drafted policy would change about a month. */
import { z } from 'zod'
import { LineShape, ReasonShape } from './determinations.ts'
import { list } from './lists.ts'
import { handle, month } from './words.ts'

const SaidShape = z.strictObject({
  outcome: z.enum(['bill', 'hold', 'no_bill']),
  lines: z.array(LineShape),
  proposed: z.array(LineShape),
  reasons: z.array(ReasonShape),
})
/** A version of a policy, drafted: it would hold for the whole month. */
export const WhatIfBody = z.strictObject({
  policy: z.string().regex(/^[\w.-]{1,64}$/, 'must be the name of a policy'),
  terms: z.record(z.string(), z.unknown()),
})
export const WhatIfView = z.strictObject({
  month,
  rows: list(
    z.strictObject({
      patient: handle,
      mrn: z.string(),
      family_name: z.string(),
      given_name: z.string(),
      before: SaidShape,
      after: SaidShape,
    }),
  ),
})
export type WhatIfView = z.output<typeof WhatIfView>

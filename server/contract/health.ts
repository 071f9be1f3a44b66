import { z } from 'zod'

/** Said by /health and /ready. `demo`: everybody in this registry is invented; show the banner. */
export const Health = z.strictObject({
  status: z.literal('ok'),
  demo: z.boolean(),
  single_sign_on: z.boolean().optional().describe('offer the organization’s own sign-in'),
})

import { z } from 'zod'

/** Said by /health and /ready. */
export const Health = z.strictObject({ status: z.literal('ok') })

import { z } from 'zod'

/** A list that nobody changes: what the use-cases hand over as it is. */
export const list = <Shape extends z.ZodType>(shape: Shape) => z.array(shape).readonly()

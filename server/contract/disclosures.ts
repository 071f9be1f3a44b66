/** What leaves the screen, on paper or as a file: said to the trail before it happens. */
import { z } from 'zod'
import { handle } from './words.ts'

/** Everybody of a large clinic's month: more leaves only as a bundle. */
const most = 10_000

export const Disclosure = z.strictObject({
  action: z.enum(['print', 'export']),
  screen: z
    .string()
    .regex(/^[a-z][a-z -]{1,39}$/, 'must be words in small letters')
    .describe('which screen, in words: never of a patient'),
  patients: z.array(handle).max(most).describe('everybody whose data leave'),
})
export type Disclosure = z.output<typeof Disclosure>

export const DisclosureNoted = z.strictObject({
  notice: z.string().nullable().describe('42 CFR 2.32: goes with it, where substance use is in it'),
})
export type DisclosureNoted = z.output<typeof DisclosureNoted>

/** Keys for machines: for the routes that they name, under one role, until they expire. */
import { z } from 'zod'
import { longestKey } from '../domain/machine-keys.ts'
import { roles } from '../domain/records/people.ts'
import { list } from './lists.ts'
import { handle } from './words.ts'

const moment = z.string().describe('a UTC instant')
const route = z
  .string()
  .regex(/^(GET|POST|PUT|DELETE) \/api\/[\w/:.-]{1,120}$/, 'must be a route, as GET /api/export')

export const MachineKeyView = z.strictObject({
  machine_key: handle,
  version: z.int().describe('for If-Match: "v1"'),
  name: z.string(),
  role: z.enum(roles),
  routes: z.array(z.string()),
  made_at: moment,
  expires_at: moment,
  revoked_at: moment.nullable(),
  usable: z.boolean(),
})
export type MachineKeyView = z.output<typeof MachineKeyView>
export const MachineKeysView = z.strictObject({ keys: list(MachineKeyView) })
export type MachineKeysView = z.output<typeof MachineKeysView>

export const NewMachineKey = z.strictObject({
  name: z.string().regex(/^[\w.-]{1,64}$/, 'must be 1 to 64 of letters, digits . _ -'),
  role: z.enum(roles).exclude(['administrator']).describe('no machine lets others in'),
  routes: z.array(route).min(1).max(20),
  days: z.int().min(1).max(longestKey),
})
export type NewMachineKey = z.output<typeof NewMachineKey>

/** Shown this once: only its hash is kept. Send it as `Authorization: Bearer KEY`. */
export const MachineKeyMade = z.strictObject({ key: z.string() })
export type MachineKeyMade = z.output<typeof MachineKeyMade>
export const MachineKeyAddress = z.strictObject({ machine_key: handle })
export const MachineKeyRevocation = z.strictObject({ reason: z.string().trim().min(1).max(2000) })
export type MachineKeyRevocation = z.output<typeof MachineKeyRevocation>

/** Bundles in and out: an import is handed in whole, then watched. */
import { z } from 'zod'
import { list } from './lists.ts'
import { handle } from './words.ts'

/** The largest zip that is taken, in bytes. */
export const importBytes = 1024 ** 3

export const ImportQuery = z.strictObject({
  dry_run: z
    .enum(['true', 'false'])
    .optional()
    .describe('everything but the change; default false'),
})
export const ImportAddress = z.strictObject({ import: handle })

export const importStates = [
  'waiting',
  'running',
  'imported',
  'would_import',
  'refused',
  'unreadable',
  'failed',
] as const

const FaultShape = z.strictObject({
  file: z.string(),
  line: z.int().nullable(),
  column: z.string().nullable(),
  value: z.string().nullable(),
  expected: z.string(),
})

/** `refused`: every fault, up to a thousand, and how many there are; nothing was changed. */
export const ImportView = z.strictObject({
  import: handle,
  dry_run: z.boolean(),
  started_at: z.string().describe('a UTC instant'),
  state: z.enum(importStates),
  progress: z.strictObject({
    stage: z.enum(['reading', 'checking', 'writing']),
    file: z.string(),
    done: z.number(),
    of: z.number(),
  }),
  files: list(
    z.strictObject({ file: z.string(), added: z.int(), amended: z.int(), unchanged: z.int() }),
  ),
  notes: list(z.strictObject({ file: z.string(), line: z.int(), says: z.string() })),
  faults: list(FaultShape),
  fault_count: z.int(),
  says: z.string().nullable().describe('why the file could not be read, or what failed'),
})
export type ImportView = z.output<typeof ImportView>

/** The last ones since the server started, the newest first. */
export const ImportsView = z.strictObject({ imports: list(ImportView) })
export type ImportsView = z.output<typeof ImportsView>

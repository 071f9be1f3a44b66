/** The clock as it is handed in: only main and demo read the real one. */
import type { Instant } from '../domain/zone.ts'

export interface Clock {
  now(): Instant
}

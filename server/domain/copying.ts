/** The port behind backup and restore: a copy is made aside, looked through, and only then named. */
import type { Examination } from './verification.ts'

/** A copy that has no name yet. */
export interface Copy {
  /** The number of the last audit event in it. */
  readonly holds: number
  /** How far the registry had come that was here before; null where none is known of. */
  readonly givenUp: number | null
  examine(): Promise<Examination>
  /** Gives it its name; false where something has that name by now. */
  keep(): boolean
  /** Removes whatever was not kept. */
  discard(): void
}

export interface Copying {
  /** What lies where the copy shall go, if anything does. */
  inTheWay(): string | undefined
  make(): Promise<Copy>
}

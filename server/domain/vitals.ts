/**
 * What the stores say of their own work, for whoever measures it: never a row, a name or an id. They
 * speak on channels of the runtime; where nobody listens, nothing is said.
 */

/** One group of what was written together: `registry`, or the access log. */
export interface GroupWritten {
  readonly log: 'registry' | 'access'
  /** How many commits or entries shared it. */
  readonly size: number
  /** From its beginning to where it was durable. */
  readonly seconds: number
}
export const groupsWritten = 'cocm:groups-written'

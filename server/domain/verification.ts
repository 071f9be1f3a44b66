/** Looking whether everything kept is what was once written (trust.md). */

/** Something kept is not what was written. Thrown where it is met: the first place ends the check. */
export class Damage extends Error {
  override readonly name = 'Damage'
  /** Where: `audit event 1204`, `activities act-7, version 2`. */
  readonly place: string
  /** @param says what is wrong there, in a plain sentence */
  constructor(place: string, says: string) {
    super(says)
    this.place = place
  }
}

/** Told now and then how many rows were looked at so far. */
export type Progress = (looked: number) => void

/** One kind of looking. */
export interface Check {
  /** What it looks at, in words: `the audit chain`. */
  readonly of: string
  /** How many things were looked at. @throws Damage at the first that is not as it was written */
  readonly run: (progress: Progress) => Promise<number>
}

/** All that is to be looked at in one place, and the end of looking. */
export interface Examination {
  readonly checks: readonly Check[]
  close(): Promise<void>
}

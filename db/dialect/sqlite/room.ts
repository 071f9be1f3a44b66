/**
 * When the disk is full or fails. One for the whole process, as the disk is: whichever file meets it
 * first, all others learn of it.
 */
import { codeOf } from './refusals.ts'

/** Bytes kept back, so that who looked at what is still written down when nothing else can be. */
export interface Reserve {
  /** Gives the bytes back to the disk. False where there were none left. */
  release(): boolean
  /** Whether they are given back, and not yet taken again. */
  isSpent(): boolean
}

let reserve: Reserve | undefined
let onFailure: (error: unknown) => void = () => undefined

export function setReserve(kept: Reserve | undefined): void {
  reserve = kept
}

/** @param stop called with what failed; nobody knows any more what the disk holds */
export function whenDiskFails(stop: (error: unknown) => void): void {
  onFailure = stop
}

export const diskFailed = (error: unknown): void => onFailure(error)

/** Room for small files that must go on. False where none can be made. */
export const makeRoom = (): boolean => reserve?.release() ?? false

/** While the reserve is spent, what it was kept for is all that may be written. */
export const isSpent = (): boolean => reserve?.isSpent() ?? false

/** A write that did not fit. It was undone, and nothing else is the matter. */
export const isFull = (error: unknown): boolean =>
  /^SQLITE_(FULL|IOERR_WRITE|IOERR_SHMSIZE)$/.test(codeOf(error))

/** After a failed fsync, or in a damaged file, nobody knows what the disk holds: look first. */
export const isBroken = (error: unknown): boolean =>
  !isFull(error) && /^SQLITE_(IOERR|CORRUPT|NOTADB)/.test(codeOf(error))

/** The disk is full, in the engine's own word for it. */
export class NoRoom extends Error {
  override readonly name = 'NoRoom'
  readonly code = 'SQLITE_FULL'
  constructor() {
    super('the disk is full: what is left is for the access log')
  }
}

/** The port behind reading and writing a bundle: its files as bytes, wherever they are. */
import type { Fault } from './fault.ts'

/** An open bundle. Each file is read once, as a stream. */
export interface BundleSource {
  readonly files: readonly { readonly name: string; readonly bytes: number }[]
  /** What no bundle holds: folders inside it, links, a path that leads elsewhere. */
  readonly faults: readonly Fault[]
  /** @throws BundleUnreadable, here or while reading, where the bytes are broken */
  read(name: string): Promise<AsyncIterable<Buffer>>
  close(): Promise<void>
}

/** There is no bundle at that place, or it cannot be read to its end. */
export class BundleUnreadable extends Error {
  override readonly name = 'BundleUnreadable'
}

/** Takes the files of an export, one after the other, and makes them appear all at once. */
export interface BundleTarget {
  write(name: string, texts: AsyncIterable<string>): Promise<void>
  /** Puts the finished bundle in its place. */
  finish(): Promise<void>
  /** Leaves nothing behind. */
  abandon(): Promise<void>
}

/** An export must not mix with what is there already. */
export class TargetTaken extends Error {
  override readonly name = 'TargetTaken'
}

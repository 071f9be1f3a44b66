/**
 * Signed checkpoints (trust.md): how far the audit chain and the access log had come at a moment,
 * signed and kept outside both databases. Whoever cuts a chain's tail, or puts an older copy of the
 * whole file in its place, leaves a checkpoint that the chain does not reach.
 *
 * What is signed (Ed25519): the UTF-8 bytes of `signedText`. Anybody can check it with the public
 * key, a JSON parser and any crypto library; nothing else of this program is needed.
 */
import { canonicalText } from './canonical.ts'
import type { Instant } from './zone.ts'

/** The end of a chain: the number of its last event, and that event's hash (hex). */
export interface ChainHead {
  readonly seq: number
  readonly hash: string
}

/** How far both chains had come. */
export interface Checkpoint {
  readonly kind: 'checkpoint'
  readonly at: Instant
  /** Which registry: its chain is known by this name. */
  readonly registry_id: string
  readonly audit: ChainHead
  /** The access log's month and end; null where nothing was logged yet. */
  readonly access: (ChainHead & { readonly month: string }) | null
}

/** A backup became the registry: what had been written after it is given up, and by whom. */
export interface Restored {
  readonly kind: 'restored'
  readonly at: Instant
  readonly registry_id: string
  /** The mark that was found: how far the chain had come; null where none was known. */
  readonly from: ChainHead | null
  /** The end of the chain that is there now. */
  readonly to: ChainHead
  readonly who: string
  readonly why: string
}

export type Statement = Checkpoint | Restored

/** One line of the checkpoint file. */
export interface Signed<S extends Statement = Statement> {
  readonly statement: S
  /** The public key: SPKI, DER, base64. */
  readonly key: string
  /** Ed25519 over `signedText(statement)`, base64. */
  readonly signature: string
}

/** What a signature is made over. The first line keeps it from meaning anything else. */
export const signedText = (statement: Statement): string =>
  `cocm checkpoint 1\n${canonicalText(statement)}`

/** What others need of it: manifests of exports, the offline verifier, reports. */
export interface Checkpoints {
  /** The public key: SPKI, DER, base64. */
  readonly publicKey: string
  /** The last checkpoint that was written. */
  latest(): Promise<Signed<Checkpoint> | undefined>
  /** Signs and keeps a checkpoint of this moment; on the disk when it resolves. */
  write(at: Instant): Promise<Signed<Checkpoint>>
}

/** Whether a restore that was signed later gave up what this checkpoint speaks of. */
export const isGivenUp = ({ registry_id, audit }: Checkpoint, later: readonly Statement[]) =>
  later.some(
    (each) =>
      each.kind === 'restored' && each.registry_id === registry_id && each.to.seq < audit.seq,
  )

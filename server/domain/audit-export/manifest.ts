/** What an export holds, by name and hash; signed, so that a file changed with its hash is found. */
import { canonicalText } from '../canonical.ts'
import type { ChainHead, Checkpoint, Signed } from '../checkpoint.ts'
import type { Instant } from '../zone.ts'

export interface ManifestFile {
  readonly name: string
  readonly bytes: number
  /** SHA-256, hex. */
  readonly sha256: string
}

export interface Manifest {
  readonly form: 1
  readonly made_at: Instant
  readonly made_by: string
  /** To whom it is disclosed, and what for. */
  readonly recipient: string
  readonly purpose: string
  /** What was asked for, in words. */
  readonly asked: string
  readonly rules_version: string
  readonly pseudonymized: boolean
  /** 42 CFR 2.32, where substance-use records are in it. */
  readonly notice: string | null
  readonly registry_id: string
  /** The end of the audit chain when the export began. */
  readonly audit: ChainHead
  readonly checkpoint: Signed<Checkpoint>
  readonly patient_months: number
  /** Asked for, and left out for want of a consent under 42 CFR Part 2. */
  readonly left_out: number
  readonly files: readonly ManifestFile[]
}

export interface SignedManifest {
  readonly manifest: Manifest
  /** The public key of the registry: SPKI, DER, base64. */
  readonly key: string
  /** Ed25519 over `manifestText`, base64. */
  readonly signature: string
}

/** The verifier of earlier rules, beside `verify.mjs`: a claim of theirs is judged by it. */
export const verifierName = (rulesVersion: string): string => `verify-${rulesVersion}.mjs`

/** What the signature is made over. The first line keeps it from meaning anything else. */
export const manifestText = (manifest: Manifest): string =>
  `cocm audit export 1\n${canonicalText(manifest)}`

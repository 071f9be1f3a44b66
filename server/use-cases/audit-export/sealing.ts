/** The manifest of an export: every file by name and hash, signed. */
import {
  type Manifest,
  type ManifestFile,
  manifestText,
} from '../../domain/audit-export/manifest.ts'
import type { ManifestSigner } from '../../domain/audit-export/port.ts'
import { rulesVersion } from '../../domain/billing/rules-version.ts'
import type { Checkpoint, Signed } from '../../domain/checkpoint.ts'
import { prohibitionNotice } from '../../domain/disclosing.ts'
import type { Disclosed, Order } from './order.ts'
import { sha256 } from './packets.ts'
import type { Files } from './place.ts'

export interface SealingParts {
  readonly signer: ManifestSigner
  /** The single-file verifier, put beside the sheets. */
  readonly verifier: string
}

export interface Whole {
  readonly files: readonly ManifestFile[]
  readonly disclosed: Disclosed
  readonly checkpoint: Signed<Checkpoint>
}

/** What lies beside the sheets: the manifest, and the verifier. */
export function besideOf({ signer, verifier }: SealingParts, order: Order, whole: Whole): Files {
  const { registry_id, audit } = whole.checkpoint.statement
  const manifest: Manifest = {
    form: 1,
    made_at: order.at,
    made_by: order.actor.who,
    recipient: order.recipient,
    purpose: order.purpose,
    asked: order.asked,
    rules_version: rulesVersion,
    pseudonymized: order.pseudonymized,
    notice: whole.disclosed.substance_use ? prohibitionNotice : null,
    registry_id,
    audit,
    checkpoint: whole.checkpoint,
    patient_months: whole.disclosed.months,
    left_out: whole.disclosed.left_out,
    files: [...whole.files, fileOf('verify.mjs', verifier)],
  }
  const signature = signer.sign(manifestText(manifest))
  const signed = { manifest, key: signer.publicKey, signature }
  return [
    ['manifest.json', JSON.stringify(signed, null, 1)],
    ['verify.mjs', verifier],
  ]
}

const fileOf = (name: string, text: string): ManifestFile => ({
  name,
  bytes: Buffer.byteLength(text),
  sha256: sha256(text),
})

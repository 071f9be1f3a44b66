/** The manifest of an export: every file by name and hash, signed. */
import {
  type Manifest,
  type ManifestFile,
  manifestText,
  verifierName,
} from '../../domain/audit-export/manifest.ts'
import type { ManifestSigner } from '../../domain/audit-export/port.ts'
import { rulesVersion } from '../../domain/billing/rules-version.ts'
import type { Checkpoint, Signed } from '../../domain/checkpoint.ts'
import type { Claims } from '../../domain/claims/port.ts'
import { prohibitionNotice } from '../../domain/disclosing.ts'
import type { Disclosed, Order } from './order.ts'
import { sha256 } from './packets.ts'
import type { Files, Noted } from './place.ts'

export interface SealingParts {
  readonly signer: ManifestSigner
  /** The single-file verifier, put beside the sheets. */
  readonly verifier: string
  readonly claims: Pick<Claims, 'verifier'>
}

export interface Whole {
  readonly files: readonly ManifestFile[]
  readonly older: Texts
  readonly disclosed: Disclosed
  readonly checkpoint: Signed<Checkpoint>
}

type Texts = readonly (readonly [name: string, text: string])[]

/** The verifiers of earlier rules that months were judged by, as they were kept with their claims. */
export async function olderVerifiers(
  { claims }: Pick<SealingParts, 'claims'>,
  months: readonly Pick<Noted, 'rules_version'>[],
): Promise<Texts> {
  const versions = new Set(months.map(({ rules_version }) => rules_version ?? rulesVersion))
  versions.delete(rulesVersion)
  const texts: (readonly [string, string])[] = []
  for (const version of [...versions].sort()) {
    const text = await claims.verifier(version)
    if (text !== undefined) texts.push([verifierName(version), text])
  }
  return texts
}

/** What lies beside the sheets: the manifest, and the verifiers. */
export function besideOf({ signer, verifier }: SealingParts, order: Order, whole: Whole): Files {
  const { registry_id, audit } = whole.checkpoint.statement
  const verifiers: Texts = [['verify.mjs', verifier], ...whole.older]
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
    files: [...whole.files, ...verifiers.map(fileOf)],
  }
  const signature = signer.sign(manifestText(manifest))
  const signed = { manifest, key: signer.publicKey, signature }
  return [['manifest.json', JSON.stringify(signed, null, 1)], ...verifiers]
}

const fileOf = ([name, text]: Texts[number]): ManifestFile => ({
  name,
  bytes: Buffer.byteLength(text),
  sha256: sha256(text),
})

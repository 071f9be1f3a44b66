/** Makes an audit export: each patient-month as paper, JSON and CSV; then the signed manifest. */
import { createHmac } from 'node:crypto'
import { stringify } from 'csv-stringify/sync'
import {
  type Manifest,
  type ManifestFile,
  manifestText,
} from '../../domain/audit-export/manifest.ts'
import type { Packet, Wanted } from '../../domain/audit-export/packet.ts'
import type { ManifestSigner } from '../../domain/audit-export/port.ts'
import { pseudonymized } from '../../domain/audit-export/pseudonyms.ts'
import { sheetOf, sheetRows } from '../../domain/audit-export/sheet.ts'
import { rulesVersion } from '../../domain/billing/rules-version.ts'
import { canonicalText } from '../../domain/canonical.ts'
import type { Checkpoint, Checkpoints, Signed } from '../../domain/checkpoint.ts'
import { prohibitionNotice } from '../../domain/disclosing.ts'
import type { Shortfall } from '../../domain/evidence.ts'
import type { Actor } from '../../domain/registry.ts'
import { type Instant, instant } from '../../domain/zone.ts'
import { type PacketParts, packetMaker, sha256 } from './packets.ts'
import { sheetPdf } from './pdf.ts'
import { type ExportPlace, type Files, type Noted, openPlace } from './place.ts'

export interface MakingParts extends PacketParts {
  readonly checkpoints: Pick<Checkpoints, 'write'>
  readonly signer: ManifestSigner
  /** The single-file verifier, put beside the sheets. */
  readonly verifier: string
}

export interface Order {
  readonly wanted: readonly Wanted[]
  /** What was asked for, in words: `claims of 2026-06, 20 at random by seed 7`. */
  readonly asked: string
  readonly recipient: string
  /** Further names by which consents may know the recipient. */
  readonly also_known_as?: readonly string[]
  readonly purpose: string
  readonly pseudonymized: boolean
  /** Without a consent under Part 2, a patient is left out; else nothing is exported at all. */
  readonly leave_out: boolean
  readonly actor: Actor
  readonly at: Instant
}

export interface Disclosed {
  readonly patients: readonly string[]
  readonly substance_use: boolean
  readonly months: number
  readonly left_out: number
}

export interface Watch {
  readonly progress?: (done: number, of: number) => void
  /** Runs before the export appears in its place: what it discloses is recorded first. */
  readonly beforeRelease: (disclosed: Disclosed) => Promise<void>
}

export type ExportOutcome =
  | ({ readonly outcome: 'made' } & Disclosed)
  | { readonly outcome: 'refused'; readonly shortfalls: readonly Shortfall[] }
  | { readonly outcome: 'nothing' }

export async function makeExport(
  parts: MakingParts,
  order: Order,
  path: string,
  watch: Watch,
): Promise<ExportOutcome> {
  if (order.wanted.length === 0) return { outcome: 'nothing' }
  const place = await openPlace(path, orderText(order), order.at)
  const { noted, refused } = await writeMonths(parts, order, place, watch)
  const written = noted.filter(({ files }) => files !== null)
  const isRefused = refused.length > 0 && !order.leave_out
  if (isRefused || written.length === 0) {
    await place.abandon()
    return isRefused ? { outcome: 'refused', shortfalls: refused } : { outcome: 'nothing' }
  }
  // signed after the last event was read: whatever is exported lies before it
  const checkpoint = await parts.checkpoints.write(order.at)
  const disclosed = disclosedIn(written, noted.length - written.length)
  await watch.beforeRelease(disclosed)
  const files = written.flatMap(({ files }) => files ?? [])
  const beside = besideOf(parts, order, { files, disclosed, checkpoint })
  await place.finish(
    files.map(({ name }) => name),
    beside,
  )
  return { outcome: 'made', ...disclosed }
}

/** One after the other: what is in memory is one month. Those of an earlier try are not made again. */
async function writeMonths(
  parts: MakingParts,
  order: Order,
  place: ExportPlace,
  { progress }: Watch,
): Promise<{ readonly noted: readonly Noted[]; readonly refused: readonly Shortfall[] }> {
  const make = packetMaker(parts)
  const recipient = [order.recipient, ...(order.also_known_as ?? [])]
  const at = instant(place.begun)
  const pseudonym = pseudonymsWith(place.secret)
  const [noted, refused]: [Noted[], Shortfall[]] = [[], []]
  for (const [index, wanted] of order.wanted.entries()) {
    progress?.(index, order.wanted.length)
    const name = String(index + 1).padStart(5, '0')
    const known = place.done.get(name)
    if (known) {
      noted.push(known)
      continue
    }
    const made = await make(name, wanted, { at, recipient })
    const who = { name, patient_id: wanted.patient_id, substance_use: false }
    if (made.outcome === 'made') {
      const { substance_use } = made.packet
      const packet = order.pseudonymized ? pseudonymized(made.packet, pseudonym) : made.packet
      noted.push(await place.write({ ...who, substance_use }, await filesOf(packet, order)))
    } else if (made.outcome === 'refused') {
      refused.push(made.shortfall)
      if (order.leave_out) noted.push(place.leaveOut(who))
    }
  }
  return { noted, refused }
}

/** An unfinished export is taken up again only for the very same order. */
const orderText = ({ at: _, actor, ...order }: Order): string =>
  canonicalText({ ...order, who: actor.who, rulesVersion })

/** The same number for the same text throughout one export; without its key nobody finds the text. */
const pseudonymsWith = (secret: string) => (text: string) =>
  createHmac('sha256', secret).update(text).digest('hex').slice(0, 12)

async function filesOf(packet: Packet, { recipient }: Order): Promise<Files> {
  const { name, frozen, claim } = packet
  const sheet = sheetOf(packet)
  const footer = [
    `For ${recipient}`,
    `sheet ${name}`,
    frozen.month,
    ...(claim ? [claim.claim_id] : []),
  ]
  return [
    [`${name}.pdf`, await sheetPdf(sheet, footer.join('   '))],
    [`${name}.json`, canonicalText(packet)],
    [`${name}.csv`, stringify(sheetRows(sheet).map((row) => row.map(defused)))],
  ]
}

/** A cell that a spreadsheet would take for a formula is told as text. */
const defused = (cell: string): string => (/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell)

function disclosedIn(written: readonly Noted[], left_out: number): Disclosed {
  return {
    patients: [...new Set(written.map(({ patient_id }) => patient_id))],
    substance_use: written.some(({ substance_use }) => substance_use),
    months: written.length,
    left_out,
  }
}

interface Whole {
  readonly files: readonly ManifestFile[]
  readonly disclosed: Disclosed
  readonly checkpoint: Signed<Checkpoint>
}

function besideOf({ signer, verifier }: MakingParts, order: Order, whole: Whole): Files {
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

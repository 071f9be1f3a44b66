/** Makes an audit export: each patient-month as paper, JSON and CSV; then the signed manifest. */
import { createHmac } from 'node:crypto'
import { stringify } from 'csv-stringify/sync'
import type { Packet, Wanted } from '../../domain/audit-export/packet.ts'
import { pseudonymized } from '../../domain/audit-export/pseudonyms.ts'
import { sheetOf, sheetRows } from '../../domain/audit-export/sheet.ts'
import { rulesVersion } from '../../domain/billing/rules-version.ts'
import { canonicalText } from '../../domain/canonical.ts'
import type { Checkpoints } from '../../domain/checkpoint.ts'
import type { Shortfall } from '../../domain/evidence.ts'
import { instant } from '../../domain/zone.ts'
import type { Disclosed, ExportOutcome, Order } from './order.ts'
import { type Made, type PacketParts, packetMaker } from './packets.ts'
import { sheetPdf } from './pdf.ts'
import { type ExportPlace, type Files, type Noted, openPlace } from './place.ts'
import { besideOf, olderVerifiers, type SealingParts } from './sealing.ts'

export interface MakingParts extends PacketParts, SealingParts {
  readonly checkpoints: Pick<Checkpoints, 'write'>
  readonly claims: PacketParts['claims'] & SealingParts['claims']
}

export interface Watch {
  readonly progress?: (done: number, of: number) => void
  /** Runs before the export appears in its place: what it discloses is recorded first. */
  readonly beforeRelease: (disclosed: Disclosed) => Promise<void>
}

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
    return isRefused ? refusalOf(refused) : { outcome: 'nothing' }
  }
  // signed after the last event was read: whatever is exported lies before it
  const checkpoint = await parts.checkpoints.write(order.at)
  const disclosed = disclosedIn(written, noted.length - written.length)
  await watch.beforeRelease(disclosed)
  const files = written.flatMap(({ files }) => files ?? [])
  const older = await olderVerifiers(parts, written)
  const beside = besideOf(parts, order, { files, older, disclosed, checkpoint })
  await place.finish(
    files.map(({ name }) => name),
    beside,
  )
  return { outcome: 'made', ...disclosed }
}

interface Refused {
  readonly patient_id: string
  readonly shortfall: Shortfall
}

const refusalOf = (refused: readonly Refused[]): ExportOutcome => ({
  outcome: 'refused',
  shortfalls: refused.map(({ shortfall }) => shortfall),
  patients: [...new Set(refused.map(({ patient_id }) => patient_id))],
})

/** One after the other: what is in memory is one month. Those of an earlier try are not made again. */
async function writeMonths(
  parts: MakingParts,
  order: Order,
  place: ExportPlace,
  { progress }: Watch,
): Promise<{ readonly noted: readonly Noted[]; readonly refused: readonly Refused[] }> {
  const make = packetMaker(parts)
  const recipient = [order.recipient, ...(order.also_known_as ?? [])]
  const at = instant(place.begun)
  const pseudonym = pseudonymsWith(place.secret)
  const [noted, refused]: [Noted[], Refused[]] = [[], []]
  for (const [index, wanted] of order.wanted.entries()) {
    progress?.(index, order.wanted.length)
    const name = String(index + 1).padStart(5, '0')
    const known = place.done.get(name)
    if (known) {
      noted.push(known)
      continue
    }
    const made = await make(name, wanted, { at, recipient })
    if (isHidden(made, order, wanted)) continue
    const who = { name, patient_id: wanted.patient_id, substance_use: false, rules_version: null }
    if (made.outcome === 'made') {
      const { substance_use } = made.packet
      const packet = order.pseudonymized ? pseudonymized(made.packet, pseudonym) : made.packet
      const { rules_version } = packet.frozen
      const whole = { ...who, substance_use, rules_version }
      noted.push(await place.write(whole, await filesOf(packet, order)))
    } else if (made.outcome === 'refused') {
      refused.push({ patient_id: wanted.patient_id, shortfall: made.shortfall })
      if (order.leave_out) noted.push(place.leaveOut(who))
    }
  }
  return { noted, refused }
}

/** As if it were not there: nobody learns from its absence more than from a screen. */
const isHidden = (made: Made, { cleared }: Order, { patient_id }: Wanted): boolean =>
  (made.outcome === 'refused' || (made.outcome === 'made' && made.packet.substance_use)) &&
  cleared !== undefined &&
  !cleared.includes(patient_id)

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

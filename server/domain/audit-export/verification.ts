/**
 * Whether an exported patient-month is what it says: its rows are those that the audit events were
 * made over, and the rules come to the same answer from them. The same code runs in the registry and
 * in the single-file verifier that goes with every export.
 */
import { determine } from '../billing/determination.ts'
import { rulesVersion } from '../billing/rules-version.ts'
import { canonicalRow, canonicalText } from '../canonical.ts'
import { restsOn } from '../claims/evidence.ts'
import { type ClaimProof, proofFaults, proofText, type Sha256 } from '../claims/proof.ts'
import { columnsOf } from '../records/index.ts'
import { type ChainedEvent, type Frozen, type NamedRow, type Packet, rowsOf } from './packet.ts'

/** One thing that is not as it was, in a sentence; and where. */
export interface PacketFault {
  readonly place: string
  readonly says: string
}

export interface PacketVerdict {
  readonly faults: readonly PacketFault[]
  /** Rows held against their audit events; 0 where names were replaced. */
  readonly rows: number
}

/** Determines a month again; what is otherwise is told. */
export type Judge = (frozen: Frozen) => readonly PacketFault[]

/** Who judges by other rules than these; or, in a sentence, why nobody does. */
export type OtherRules = (rulesVersion: string) => Judge | string

const nobodyElse: OtherRules = () => `this verifier holds ${rulesVersion}`

/**
 * @param reached the number of the last event that the signed checkpoint speaks of; null: none
 * @param others months that were judged by other rules are judged again by those
 */
export function verifyPacket(
  packet: Packet,
  sha256: Sha256,
  reached: number | null = null,
  others: OtherRules = nobodyElse,
): PacketVerdict {
  const faults: PacketFault[] = [...judgeOf(packet.frozen, others)(packet.frozen)]
  const fault = (place: string, says: string) => void faults.push({ place, says })
  if (packet.pseudonymized) return { faults, rows: 0 }
  sealed(packet, sha256, fault)
  for (const event of packet.events) {
    const { hash, previous, ...said } = event
    if (sha256(previous + canonicalText(said)) !== hash)
      fault(`audit event ${event.seq}`, 'what stands there is not what its hash was made of')
    if (reached !== null && event.seq > reached)
      fault(`audit event ${event.seq}`, 'it is later than the signed checkpoint')
  }
  const { claim } = packet
  const own = claim ? [{ record: 'claims' as const, id: claim.claim_id, row: { ...claim } }] : []
  const rows = [...rowsOf(packet.frozen.dossier), ...own]
  heldAgainstEvents(rows, packet.events, sha256, fault)
  return { faults, rows: rows.length }
}

type Fault = (place: string, says: string) => void

function judgeOf({ rules_version }: Frozen, others: OtherRules): Judge {
  if (rules_version === rulesVersion) return judgedAgain
  const judge = others(rules_version)
  if (typeof judge !== 'string') return judge
  const says = `it was judged by rules ${rules_version}; ${judge}`
  return () => [{ place: 'the rules', says }]
}

/** The same rules, on the same rows, say the same. */
export const judgedAgain: Judge = ({ dossier, month, determination, evidence }) => {
  const again = determine(dossier, month)
  const faults: PacketFault[] = []
  if (canonicalText(again) !== canonicalText(determination)) {
    const says = `made again from the evidence it says ${again.outcome} otherwise`
    faults.push({ place: 'the determination', says })
  }
  if (canonicalText(restsOn(dossier, again)) !== canonicalText(evidence)) {
    const says = 'the month rests on other rows than those that are listed'
    faults.push({ place: 'the evidence', says })
  }
  return faults
}

/** A claim's proof is the very text that the claim was sealed with. */
function sealed({ claim, frozen }: Packet, sha256: Sha256, fault: Fault): void {
  if (claim === null) return
  const proof = frozen as ClaimProof // of a claim, the whole proof is there
  for (const says of proofFaults(proofText(proof), claim, sha256)) fault('the claim', says)
}

/** Each row is one that an event was made over, and no event's row is missing. */
function heldAgainstEvents(
  rows: readonly NamedRow[],
  events: readonly ChainedEvent[],
  sha256: Sha256,
  fault: Fault,
): void {
  const told = new Map<string, Set<string>>()
  for (const { record, id, row_hash } of events) {
    const name = `${record}/${id}`
    told.set(name, (told.get(name) ?? new Set()).add(row_hash))
  }
  const seen = new Set<string>()
  for (const { record, id, row } of rows) {
    const name = `${record}/${id}`
    if (seen.has(name)) fault(name, 'the row is there twice')
    seen.add(name)
    const hashes = told.get(name)
    if (!hashes) fault(name, 'no audit event tells of this row: it was added')
    else if (!hashes.has(sha256(canonicalRow(Object.keys(columnsOf[record]))(row))))
      fault(name, 'the row is not what its audit event was made over: it was altered')
  }
  for (const name of told.keys())
    if (!seen.has(name)) fault(name, 'an audit event tells of this row, but it is not there')
}

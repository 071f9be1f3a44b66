/** Puts packets together: the frozen proof, the events of its rows, and what became of them since. */
import { hash } from 'node:crypto'
import { frozenNow, type Packet, rowsOf, type Wanted } from '../../domain/audit-export/packet.ts'
import type { AuditExtract, EventsByRow } from '../../domain/audit-export/port.ts'
import { determine } from '../../domain/billing/determination.ts'
import { differenceOf } from '../../domain/claims/difference.ts'
import type { Claims } from '../../domain/claims/port.ts'
import { type ClaimProof, readProof } from '../../domain/claims/proof.ts'
import { mayDisclose, prohibitionNotice } from '../../domain/disclosing.ts'
import type { Dossier } from '../../domain/dossier.ts'
import type { Shortfall } from '../../domain/evidence.ts'
import { holdsSubstanceRecords } from '../../domain/permissions.ts'
import type { Claim, Diagnosis, RecordName, Score } from '../../domain/records/index.ts'
import type { Registry, Version } from '../../domain/registry.ts'
import type { Instant } from '../../domain/zone.ts'
import { utcDay } from '../sight.ts'

export const sha256 = (text: string | Uint8Array): string => hash('sha256', text, 'hex')

export interface PacketParts {
  readonly registry: Pick<Registry, 'read' | 'history'>
  readonly claims: Pick<Claims, 'claim' | 'proof'>
  readonly extract: AuditExtract
}

export type Made =
  | { readonly outcome: 'made'; readonly packet: Packet }
  /** No consent under 42 CFR Part 2 lets it go to this recipient. */
  | { readonly outcome: 'refused'; readonly shortfall: Shortfall }
  | { readonly outcome: 'unknown' }

export interface Asked {
  readonly at: Instant
  /** The recipient under any of the names by which consents know them; null: it stays in the house. */
  readonly recipient: readonly string[] | null
}

/** Makes packets one by one; rows that many patients share are read once. */
export function packetMaker(parts: PacketParts) {
  const shared = new Map<string, Promise<EventsByRow>>()
  const sharedOf = (record: RecordName): Promise<EventsByRow> => {
    const known = shared.get(record) ?? parts.extract.ofShared(record)
    shared.set(record, known)
    return known
  }
  return async (name: string, wanted: Wanted, { at, recipient }: Asked): Promise<Made> => {
    const read = await parts.registry.read(wanted.patient_id)
    if (!read) return { outcome: 'unknown' }
    const month = await monthOf(parts, wanted, read.dossier, at)
    if (!month) return { outcome: 'unknown' }
    const { claim, frozen, known_at } = month
    const own = claim ? [`claims/${claim.claim_id}`] : []
    const names = [...rowsOf(frozen.dossier).map(({ record, id }) => `${record}/${id}`), ...own]
    const events = await eventsOf(parts, sharedOf, wanted.patient_id, names)
    const versions = await versionsOf(parts, frozen.evidence, events)
    const held = { ...read.dossier, ...everHeld(frozen.dossier, versions) }
    const holds = holdsSubstanceRecords(held)
    const may = recipient && mayDisclose(held, recipient, utcDay(at), 'audit')
    if (may && !may.may) return { outcome: 'refused', shortfall: may.shortfall }
    const packet: Packet = {
      form: 1,
      name,
      claim,
      known_at,
      frozen,
      events: [...events.values()].flat().sort((a, b) => a.seq - b.seq),
      versions,
      since: claim ? sinceOf(frozen as ClaimProof, read.dossier, at) : null, // a claim's whole proof
      substance_use: holds,
      notice: holds ? prohibitionNotice : null,
      pseudonymized: false,
    }
    return { outcome: 'made', packet }
  }
}

/** What may fall under Part 2 of all that is handed out, former versions too. */
function everHeld({ diagnoses, scores }: Dossier, versions: Packet['versions']) {
  const former = (record: RecordName) =>
    versions.filter((one) => one.record === record).map(({ row }) => row as unknown)
  return {
    diagnoses: [...diagnoses, ...(former('diagnoses') as Diagnosis[])], // rows of that record
    scores: [...scores, ...(former('scores') as Score[])],
  }
}

async function monthOf(
  { claims }: PacketParts,
  { claim_id, month }: Wanted,
  dossier: Dossier,
  at: Instant,
): Promise<(Pick<Packet, 'frozen' | 'known_at'> & { readonly claim: Claim | null }) | undefined> {
  if (claim_id === null)
    return { claim: null, frozen: frozenNow(dossier, determine(dossier, month)), known_at: at }
  const [kept, text] = [await claims.claim(claim_id), await claims.proof(claim_id)]
  if (!kept || text === undefined) return undefined
  const proof = readProof(text)
  return { claim: kept.claim, frozen: proof, known_at: proof.emitted_at }
}

async function eventsOf(
  { extract }: PacketParts,
  sharedOf: (record: RecordName) => Promise<EventsByRow>,
  patientId: string,
  names: readonly string[],
): Promise<EventsByRow> {
  const own = await extract.ofPatient(patientId)
  const found = new Map<string, NonNullable<ReturnType<EventsByRow['get']>>>()
  for (const name of new Set(names)) {
    const record = name.slice(0, name.indexOf('/')) as RecordName // as `rowsOf` names it
    const events = own.get(name) ?? (await sharedOf(record)).get(name)
    if (events) found.set(name, events)
  }
  return found
}

/** Versions of the month's own rows, where there is more than one. */
async function versionsOf(
  { registry }: PacketParts,
  evidence: readonly string[],
  events: EventsByRow,
): Promise<readonly Version[]> {
  const versions: Version[] = []
  for (const name of evidence) {
    if ((events.get(name)?.length ?? 0) < 2) continue
    const slash = name.indexOf('/')
    const record = name.slice(0, slash) as RecordName // as `restsOn` names it
    versions.push(...(await registry.history(record, name.slice(slash + 1))))
  }
  return versions
}

function sinceOf(proof: ClaimProof, dossier: Dossier, at: Instant): Packet['since'] {
  const difference = differenceOf(proof, dossier)
  if (!difference) return null
  const { now, rows, says_less } = difference
  const { outcome, minutes, lines, reasons } = now
  return { at, outcome, minutes, lines, reasons, changes: rows, says_less }
}

/** What an export needs of the registry beyond dossiers: events with their chain, and a signature. */
import type { RecordName } from '../records/index.ts'
import type { ChainedEvent } from './packet.ts'

/** Audit events by `record/id` of the row that they tell of, oldest first. */
export type EventsByRow = ReadonlyMap<string, readonly ChainedEvent[]>

export interface AuditExtract {
  /** Of every row that is one patient's. */
  ofPatient(patientId: string): Promise<EventsByRow>
  /** Of the rows of a record that are nobody's in particular: staff, meetings, policies. */
  ofShared(record: RecordName): Promise<EventsByRow>
}

export interface ManifestSigner {
  /** SPKI, DER, base64. */
  readonly publicKey: string
  /** Ed25519 over the text's UTF-8, base64. */
  sign(text: string): string
}

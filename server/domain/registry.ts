/**
 * The port: dossier in, commit out. Business code reads a dossier, decides, and hands over a commit;
 * it never opens a transaction and never learns which engine keeps the registry.
 */
import type { CalendarDay, CalendarMonth } from './calendar.ts'
import type { Dossier } from './dossier.ts'
import type { Shortfall } from './evidence.ts'
import type { AnyRow, RecordName, Role, RowOf } from './records/index.ts'
import type { Instant } from './zone.ts'

/** Who acts: a member of staff under their role, or the operator at the machine. */
export interface Actor {
  /** A staff_id, or `operator:NAME` with the operating system's user name. */
  readonly who: string
  /** `nobody`: a request of somebody who is not signed in; only ever refused, and logged. */
  readonly role: Role | 'operator' | 'nobody'
}

/** A row as it shall be from now on: added where its key is unknown, else the next version. */
export type Change = {
  [R in RecordName]: {
    readonly record: R
    readonly row: RowOf<R>
    /** The version that this one was decided on (If-Match); 0: the row must be new. */
    readonly replaces?: number
  }
}[RecordName]

/** A decision, ready to be stored: whole or not at all, and audited in the same breath. */
export interface Commit {
  /** May be a stream: an import of a million rows is one commit. */
  readonly changes: Iterable<Change> | AsyncIterable<Change>
  readonly actor: Actor
  readonly at: Instant
  /** Why: `import`, or what the person said. */
  readonly reason: string
  /** The dossier that was decided on: any row of it changed since refuses the commit. */
  readonly decidedOn?: { readonly patient_id: string; readonly digest: string }
  /** Runs on the dossier read inside the commit's own transaction, and may refuse. */
  readonly recheck?: (dossier: Dossier) => Shortfall | undefined
  /** A request made twice under one key is carried out once, also after a restart. */
  readonly idempotency?: { readonly key: string; readonly fingerprint: string }
  /** Of the rules by which a claim in it was made; one that is kept of these rules stays. */
  readonly verifier?: Verifier
}

/** The single-file verifier of one version of the rules: it judges their claims for good. */
export interface Verifier {
  readonly rules_version: string
  readonly text: string
}

export interface Counts {
  readonly added: number
  readonly amended: number
  readonly unchanged: number
}

export interface Receipt {
  readonly commit_no: number
  readonly counts: Readonly<Partial<Record<RecordName, Counts>>>
  /** True where the same request had been carried out before; nothing was written now. */
  readonly replayed: boolean
}

export type RefusalReason =
  | 'stale-version'
  | 'duplicate'
  | 'dangling-reference'
  | 'broken-constraint'
  | 'key-reused'
  | 'recheck-failed'
  | 'read-only'

/** The registry refused a commit; nothing of it was stored. */
export class CommitRefused extends Error {
  override readonly name = 'CommitRefused'
  readonly reason: RefusalReason
  readonly shortfall: Shortfall | undefined
  constructor(reason: RefusalReason, detail: string, shortfall?: Shortfall) {
    super(detail)
    this.reason = reason
    this.shortfall = shortfall
  }
}

/** Which patients a read is about. */
export type Choice =
  | { readonly by: 'patient'; readonly patient_id: string }
  | { readonly by: 'patients'; readonly patient_ids: readonly string[] }
  | { readonly by: 'mrn'; readonly mrn: string }
  /** An episode row referred on or before the month's last day, not closed before its first. */
  | { readonly by: 'month'; readonly month: CalendarMonth }
  /**
   * An episode row not closed before this day; everybody's, one care manager's, or those whose team
   * has one member of staff, in whichever role, on that day.
   */
  | {
      readonly by: 'open'
      readonly on: CalendarDay
      readonly care_manager_id?: string
      readonly member_id?: string
    }

/** One version of a row, current or former. */
export interface Version {
  readonly record: RecordName
  readonly id: string
  readonly version: number
  readonly row: AnyRow
  readonly at: Instant
  readonly by: Actor
  readonly reason: string
}

/**
 * Kept with versions and audit like records, but of no bundle: who may come in, and see what; and
 * the program's own word on claims that are older than its rules.
 */
export const rightsNames = [
  'accounts',
  'credentials',
  'grants',
  'switches',
  'machine_keys',
  'verifiers',
] as const
export type RightsName = (typeof rightsNames)[number]

/** One event of the audit chain (trust.md): who did what to which row, when and why. */
export interface AuditEvent {
  /** 1, 2, 3 … without holes. */
  readonly seq: number
  readonly at: Instant
  readonly who: string
  readonly role: string
  readonly action: 'added' | 'amended'
  /** A record of the bundle, or an account: a change of rights is a change too. */
  readonly record: RecordName | RightsName
  readonly id: string
  readonly patient_id: string | null
  readonly version: number
  readonly reason: string
  /** SHA-256 (hex) over the row's canonical form. */
  readonly row_hash: string
  /** SHA-256 (hex) over the previous event's hash and this event. */
  readonly hash: string
}

/** A dossier as read, with the digest by which a later commit can name it. */
export interface Read {
  readonly dossier: Dossier
  /**
   * SHA-256 (hex) over everything in the dossier but the site's numbers, by which nothing is
   * proven: same digest, same evidence.
   */
  readonly digest: string
}

export interface Registry {
  /** `known`: what the registry held at that instant, instead of now. */
  read(patientId: string, known?: Instant): Promise<Read | undefined>
  /** Dossiers of the chosen patients, ordered by mrn, a bounded number in memory at a time. */
  dossiers(choice: Choice, known?: Instant): AsyncIterable<Dossier>
  /** Whom a choice is about, by patient_id in the order of mrn; nothing else of them is read. */
  chosen(choice: Choice): Promise<readonly string[]>
  /** All rows of a record, ordered by key. */
  rows<R extends RecordName>(record: R, known?: Instant): AsyncIterable<RowOf<R>>
  /** Every version of one row, oldest first. */
  history(record: RecordName, id: string): Promise<readonly Version[]>
  auditTrail(page?: {
    readonly after?: number
    readonly limit?: number
  }): Promise<readonly AuditEvent[]>
  commit(commit: Commit): Promise<Receipt>
  close(): Promise<void>
}

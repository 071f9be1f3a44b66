/**
 * What the registry keeps about its own keeping: commits, former versions, the audit chain. Rows
 * here are added and never changed; triggers see to it.
 */
import { hash, id, index, instant, json, oneOf, primaryKey, table, whole, words } from '#dialect'

/** One decision that was stored: who, as what, when and why. Its rows name it by its number. */
export const commits = table(
  'commits',
  {
    no: whole('no').primaryKey(),
    at: instant('at').notNull(),
    /** A staff_id, or `operator:NAME`. */
    who: words('who').notNull(),
    role: words('role').notNull(),
    reason: words('reason').notNull(),
  },
  (t) => [index('commits_by_time').on(t.at), index('commits_by_who').on(t.who, t.at)],
)

/** Every row carries its version, 1 to n, and the commit that made this version. */
export const kept = () => ({
  version: whole('version').notNull(),
  commit_no: whole('commit_no')
    .notNull()
    .references(() => commits.no),
})

/** A version that an amendment replaced, as canonical text: what its hash was made over. */
export const former_versions = table(
  'former_versions',
  {
    record: words('record').notNull(),
    record_id: words('record_id').notNull(),
    version: whole('version').notNull(),
    /** Whose row it was; null where it was nobody's in particular. */
    patient_id: id('patient_id'),
    commit_no: whole('commit_no')
      .notNull()
      .references(() => commits.no),
    replaced_by_commit: whole('replaced_by_commit')
      .notNull()
      .references(() => commits.no),
    row: words('row').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.record, t.record_id, t.version] }),
    index('former_versions_by_patient').on(t.patient_id),
    index('former_versions_by_end').on(t.record, t.replaced_by_commit),
  ],
)

/** The audit chain: one event for every version of every row. The commit says who, when and why. */
export const audit_events = table(
  'audit_events',
  {
    /** 1, 2, 3 … without holes, counted under the writer's turn. */
    seq: whole('seq').primaryKey(),
    commit_no: whole('commit_no')
      .notNull()
      .references(() => commits.no),
    action: oneOf('action', ['added', 'amended']).notNull(),
    record: words('record').notNull(),
    record_id: words('record_id').notNull(),
    patient_id: id('patient_id'),
    version: whole('version').notNull(),
    /** SHA-256 over the row's canonical text. */
    row_hash: hash('row_hash').notNull(),
    /** SHA-256 over the previous event's hash and this event's canonical text. */
    hash: hash('hash').notNull(),
  },
  (t) => [
    // for whoever asks what was done to one patient, or in one commit
    index('audit_events_by_patient').on(t.patient_id),
    index('audit_events_by_commit').on(t.commit_no),
  ],
)

/** Requests that were carried out under a key: the same one again gets the same receipt. */
export const idempotency_keys = table(
  'idempotency_keys',
  {
    key: words('key').notNull(),
    who: words('who').notNull(),
    fingerprint: words('fingerprint').notNull(),
    commit_no: whole('commit_no')
      .notNull()
      .references(() => commits.no),
    counts: json<Readonly<Record<string, unknown>>>('counts').notNull(),
  },
  (t) => [primaryKey({ columns: [t.key, t.who] })],
)

/** Facts about the registry itself, said once: its id, whether it is a demonstration. */
export const registry_facts = table('registry_facts', {
  key: words('key').primaryKey(),
  value: words('value').notNull(),
})

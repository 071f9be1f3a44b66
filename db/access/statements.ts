/** What the access log asks of one month's file. Made ready once for each connection. */

import { and, asc, desc, eq, gt, gte, inArray, lt, or, sql } from 'drizzle-orm'
import { command, query } from '#dialect'
import type { Access } from '../../server/domain/access.ts'
import type { Category } from '../../server/domain/audit/category.ts'
import type { Instant } from '../../server/domain/zone.ts'
import { access_entries, chain_links, shown_members, shown_sets } from './schema.ts'

const value = sql.placeholder

/** An entry as its table holds it. */
export interface EntryRow extends Omit<Access, 'actor' | 'patients' | 'category'> {
  readonly category: Category | null
  readonly seq: number
  readonly who: string
  readonly role: Access['actor']['role']
  readonly shown_hash: Buffer | null
  readonly hash: Buffer
}

/** Before and after every instant there is. */
export const instants = {
  first: '0000-01-01T00:00:00.000Z' as Instant, // before every other, as text compares
  last: '9999-12-31T23:59:59.999Z' as Instant, // and after
}

const headFields = { seq: access_entries.seq, hash: access_entries.hash }
/** The last entry. */
export const lastEntry = query<{ seq: number; hash: Buffer }>(headFields, (db) =>
  db.select(headFields).from(access_entries).orderBy(desc(access_entries.seq)).limit(1),
)

const linkFields = { month: chain_links.month, seq: chain_links.seq, hash: chain_links.hash }
/** How the month hangs together with a neighbour. */
export const linkNamed = query<{ month: string | null; seq: number; hash: Buffer }>(
  linkFields,
  (db) =>
    db
      .select(linkFields)
      .from(chain_links)
      .where(eq(chain_links.link, value('link'))),
)

export const addLink = command((db) =>
  db.insert(chain_links).values({
    link: value('link'),
    month: value('month'),
    seq: value('seq'),
    hash: value('hash'),
  }),
)

export const addEntry = command((db) =>
  db.insert(access_entries).values({
    seq: value('seq'),
    at: value('at'),
    who: value('who'),
    role: value('role'),
    action: value('action'),
    what: value('what'),
    category: value('category'),
    shown_hash: value('shown_hash'),
    substance_use: value('substance_use'),
    outcome: value('outcome'),
    reason: value('reason'),
    hash: value('hash'),
  }),
)

const setFields = { shown_no: shown_sets.shown_no }
/** The set with that hash, if it was shown before. */
export const setHashed = query<{ shown_no: number }>(setFields, (db) =>
  db
    .select(setFields)
    .from(shown_sets)
    .where(eq(shown_sets.shown_hash, value('shown_hash'))),
)
/** The set that was added last. */
export const lastSet = query<{ shown_no: number }>(setFields, (db) =>
  db.select(setFields).from(shown_sets).orderBy(desc(shown_sets.shown_no)).limit(1),
)

export const addSet = command((db) =>
  db.insert(shown_sets).values({
    shown_no: value('shown_no'),
    shown_hash: value('shown_hash'),
    patients: value('patients'),
  }),
)

export const addMember = command((db) =>
  db.insert(shown_members).values({ shown_no: value('shown_no'), patient_id: value('patient_id') }),
)

const entryFields = {
  seq: access_entries.seq,
  at: access_entries.at,
  who: access_entries.who,
  role: access_entries.role,
  action: access_entries.action,
  what: access_entries.what,
  category: access_entries.category,
  shown_hash: access_entries.shown_hash,
  substance_use: access_entries.substance_use,
  outcome: access_entries.outcome,
  reason: access_entries.reason,
  hash: access_entries.hash,
}
/** A page of entries of a time; of one patient, unless that is null. */
export const entriesAfter = query<EntryRow>(entryFields, (db) =>
  db
    .select(entryFields)
    .from(access_entries)
    .where(
      and(
        gt(access_entries.seq, value('after')),
        gte(access_entries.at, value('from')),
        lt(access_entries.at, value('to')),
        or(
          sql`${value('patient')} is null`,
          inArray(
            access_entries.shown_hash,
            db
              .select({ shown_hash: shown_sets.shown_hash })
              .from(shown_sets)
              .innerJoin(shown_members, eq(shown_members.shown_no, shown_sets.shown_no))
              .where(eq(shown_members.patient_id, value('patient'))),
          ),
        ),
      ),
    )
    .orderBy(asc(access_entries.seq))
    .limit(value('limit')),
)

const memberFields = { patient_id: shown_members.patient_id }
/** Who is in a set, in order. */
export const membersOf = query<{ patient_id: string }>(memberFields, (db) =>
  db
    .select(memberFields)
    .from(shown_members)
    .innerJoin(shown_sets, eq(shown_sets.shown_no, shown_members.shown_no))
    .where(eq(shown_sets.shown_hash, value('shown_hash')))
    .orderBy(asc(shown_members.patient_id)),
)

const keptSetFields = {
  shown_no: shown_sets.shown_no,
  shown_hash: shown_sets.shown_hash,
  patients: shown_sets.patients,
}
export interface KeptSet {
  readonly shown_no: number
  readonly shown_hash: Buffer
  readonly patients: number
}
/** A page of sets. */
export const setsAfter = query<KeptSet>(keptSetFields, (db) =>
  db
    .select(keptSetFields)
    .from(shown_sets)
    .where(gt(shown_sets.shown_no, value('after')))
    .orderBy(asc(shown_sets.shown_no))
    .limit(value('limit')),
)

const namingFields = { seq: access_entries.seq }
/** An entry that names a set. */
export const entryNaming = query<{ seq: number }>(namingFields, (db) =>
  db
    .select(namingFields)
    .from(access_entries)
    .where(eq(access_entries.shown_hash, value('shown_hash')))
    .limit(1),
)

/** The hash of one entry. */
export const hashAt = query<{ hash: Buffer }>({ hash: access_entries.hash }, (db) =>
  db
    .select({ hash: access_entries.hash })
    .from(access_entries)
    .where(eq(access_entries.seq, value('seq'))),
)

export const countEntries = query<{ entries: number }>({}, (db) =>
  db.select({ entries: sql<number>`count(*)`.as('entries') }).from(access_entries),
)

/** Members of sets, counted. */
export const countMembers = query<{ members: number }>({}, (db) =>
  db.select({ members: sql<number>`count(*)`.as('members') }).from(shown_members),
)

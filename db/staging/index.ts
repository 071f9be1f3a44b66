/**
 * Staging in a temporary SQLite file of its own: no journal, no sync, one transaction that never
 * commits. It is deleted when the import ends, however it ends.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { unlock } from '#dialect'
import type { Staging } from '../../server/domain/bundle/staging.ts'
import {
  type AnyRow,
  keyOf,
  type RecordName,
  type RowOf,
} from '../../server/domain/records/index.ts'
import { questions } from './questions.ts'
import {
  byKey,
  ensureIndex,
  filler,
  inserter,
  keyValues,
  makeTables,
  rowMaker,
  selected,
} from './tables.ts'
import { where } from './where.ts'

/** Opens an empty staging. Close it in a `finally`. */
export function openStaging(): Staging {
  const folder = mkdtempSync(join(tmpdir(), 'cocm-import-'))
  const db = new Database(join(folder, 'staging.db'))
  unlock(db) // the rows of patients, if only for a while
  db.pragma('journal_mode = OFF')
  db.pragma('synchronous = OFF')
  db.pragma('locking_mode = EXCLUSIVE')
  db.pragma('cache_size = -32768') // 32 MB
  db.exec('begin')
  makeTables(db)
  discard(folder)
  return {
    ...keeping(db),
    ...reading(db),
    ...questions(db),
    ...where(db),
    close() {
      db.close()
      discard(folder)
    },
  }
}

/**
 * An open file needs no name: deleted at once, it is gone even where the import is killed. Where a
 * system refuses that, it is deleted at the end.
 */
function discard(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true })
  } catch {
    return
  }
}

const perRecord = <T>(make: (record: RecordName) => T): ((record: RecordName) => T) => {
  const made = new Map<RecordName, T>()
  return (record) => {
    const known = made.get(record) ?? make(record)
    made.set(record, known)
    return known
  }
}

function finder(db: Database.Database) {
  return perRecord((record) => {
    ensureIndex(db, record, keyOf(record))
    const one = db.prepare(
      `select ${selected(record)} from "${record}" where line is not null and ${byKey(record)}`,
    )
    const make = rowMaker(record)
    one.raw()
    return (row: AnyRow): AnyRow | undefined => {
      const values = one.get(keyValues(record, row))
      return values === undefined ? undefined : make(values as readonly unknown[]) // raw() gives it
    }
  })
}

function keeping(
  db: Database.Database,
): Pick<Staging, 'add' | 'complete' | 'filler' | 'find' | 'count'> {
  const insertOf = perRecord((record) => inserter(db, record))
  const findOf = finder(db)
  return {
    add: (record, line, row) => insertOf(record)(line, row),
    complete(record, row) {
      if (findOf(record)(row) === undefined) insertOf(record)(null, row)
    },
    filler(record, columns) {
      ensureIndex(db, record, keyOf(record))
      return filler(db, record, columns)
    },
    find: (record, row) => findOf(record)(row),
    count: (record) =>
      Number(db.prepare(`select count(*) from "${record}" where line is not null`).pluck().get()),
  }
}

function reading(db: Database.Database): Pick<Staging, 'rows' | 'rowsOf'> {
  return {
    *rows<R extends RecordName>(record: R) {
      const make = rowMaker(record)
      const all = db.prepare(
        `select ${selected(record)} from "${record}" where line is not null order by rowid`,
      )
      // the columns of this record, staged without a fault
      for (const values of all.raw().iterate()) yield make(values as readonly unknown[]) as RowOf<R>
    },
    rowsOf<R extends RecordName>(record: R, patientId: string) {
      const { index, where } = ownership(record)
      ensureIndex(db, record, index)
      const make = rowMaker(record)
      const owned = db.prepare(
        `select ${selected(record)} from "${record}" where line is not null and ${where}`,
      )
      // the columns of this record; what could not be read is null in them
      return owned
        .raw()
        .all(patientId)
        .map((values) => make(values as readonly unknown[]) as RowOf<R>)
    },
  }
}

/** A row belongs to a patient by its own column, or through its episode. */
const ownership = (
  record: RecordName,
): { readonly index: readonly string[]; readonly where: string } =>
  record === 'care_team' || record === 'episode_phases'
    ? {
        index: keyOf(record),
        where: 'episode_id in (select episode_id from episodes where patient_id = ?)',
      }
    : { index: ['patient_id'], where: 'patient_id = ?' }

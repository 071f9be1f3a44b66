/** Questions about all staged rows at once: what SQL finds in sets, no program needs to remember. */
import type Database from 'better-sqlite3'
import type { KnownVersion } from '../../server/domain/bundle/policies.ts'
import type { EpisodePair, Found, FoundTwice, Staging } from '../../server/domain/bundle/staging.ts'
import { keyOf, type RowOf } from '../../server/domain/records/index.ts'
import { columnNames, ensureIndex, rowMaker } from './tables.ts'

type Questions = Pick<
  Staging,
  | 'duplicates'
  | 'dangling'
  | 'sharedMrns'
  | 'overlappingEpisodes'
  | 'policyVersions'
  | 'policiesOfPayers'
>

/** Rows of a statement that yields just what the type says; the statement stands beside it. */
const found = <T>(db: Database.Database, sql: string): IterableIterator<T> =>
  // the columns of each statement below are named after the fields of T
  db.prepare(sql).iterate() as IterableIterator<T>

export const questions = (db: Database.Database): Questions => ({
  duplicates(record) {
    const key = keyOf(record)
    ensureIndex(db, record, key)
    const list = key.map((name) => `"${name}"`).join(', ')
    const whole = key.map((name) => `"${name}" is not null`).join(' and ')
    const same = key.map((name) => `t."${name}" = twice."${name}"`).join(' and ')
    const value = key.map((name) => `t."${name}"`).join(` || '/' || `)
    return found<FoundTwice>(
      db,
      `select t.line, twice.first as other_line, ${value} as value
       from (select ${list}, min(line) as first from "${record}"
             where line is not null and ${whole} group by ${list} having count(*) > 1) twice
       join "${record}" t on ${same} and t.line > twice.first order by t.line`,
    )
  },

  dangling(record, column, to) {
    const [key] = keyOf(to)
    ensureIndex(db, to, keyOf(to))
    return found<Found>(
      db,
      `select line, "${column}" as value from "${record}" t
       where line is not null and "${column}" is not null
       and not exists (select 1 from "${to}" o where o."${key}" = t."${column}") order by line`,
    )
  },

  sharedMrns() {
    ensureIndex(db, 'patients', ['mrn'])
    return found<FoundTwice>(
      db,
      `select t.line, t.mrn as value, o.line as other_line
       from patients t join patients o on o.mrn = t.mrn and o.patient_id <> t.patient_id
       where t.line is not null and (o.line is null or o.line < t.line)
       group by t.line order by t.line`,
    )
  },

  overlappingEpisodes() {
    ensureIndex(db, 'episodes', ['patient_id'])
    const make = rowMaker('episodes')
    const width = columnNames('episodes').length
    const pairs = db.prepare(overlapping).raw().all()
    return pairs.map((values): EpisodePair => {
      const [earlierLine, ...rest] = values as readonly unknown[] // what raw() gives
      const laterLine = rest[width]
      return {
        line: Number(laterLine ?? earlierLine),
        // two rows of episodes, one after the other, each after its line
        earlier: make(rest) as RowOf<'episodes'>,
        later: make(rest.slice(width + 1)) as RowOf<'episodes'>,
      }
    })
  },

  policyVersions: () => [
    ...found<KnownVersion>(
      db,
      'select line, policy, based_on, effective_from, effective_to from policies order by rowid',
    ),
  ],

  policiesOfPayers: () =>
    found<Found>(
      db,
      'select line, policy as value from payers where line is not null and policy is not null',
    ),
})

/** On the closing day itself the next episode may start. */
const overlapping = `
  select a.*, b.* from episodes a
  join episodes b on b.patient_id = a.patient_id and b.model = a.model
    and (a.referred_on, coalesce(a.closed_on, '9999'), a.episode_id)
      < (b.referred_on, coalesce(b.closed_on, '9999'), b.episode_id)
  where (a.closed_on is null or a.closed_on > b.referred_on)
    and (a.line is not null or b.line is not null)
  order by coalesce(b.line, a.line)`

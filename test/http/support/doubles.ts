/** Stand-ins for ports whose stores are still being built. */
import { createHash } from 'node:crypto'
import type { Access, AccessLog } from '../../../server/domain/access.ts'
import type { Account, Accounts, Session, Sessions } from '../../../server/domain/accounts.ts'
import { type Dossier, patientRecords } from '../../../server/domain/dossier.ts'
import {
  type AnyRow,
  idOf,
  type RecordName,
  recordNames,
} from '../../../server/domain/records/index.ts'
import { type Change, CommitRefused, type Registry } from '../../../server/domain/registry.ts'
import type { Handles } from '../../../server/use-cases/people.ts'

type Memory = Registry & { handles: Handles }
const digestOf = (v: unknown) => createHash('sha256').update(JSON.stringify(v)).digest('hex')

export function memoryRegistry(): Memory {
  const tables = Object.fromEntries(recordNames.map((r) => [r, new Map<string, AnyRow>()]))
  const of = (r: string) => [...tables[r]!.values()]
  const dossier = (id: string): Dossier | undefined => {
    const patient = tables['patients']!.get(id)
    if (!patient) return undefined
    const episodes = of('episodes').filter((e) => e['patient_id'] === id)
    const ids = episodes.map((e) => e['episode_id'])
    const own = patientRecords.map((r) => [
      r,
      of(r).filter((row) => row['patient_id'] === id || ids.includes(row['episode_id'])),
    ])
    return {
      patient,
      ...Object.fromEntries(own),
      meetings: [],
      elsewhere: [],
      staff: of('staff'),
      clinics: of('clinics'),
      payers: of('payers'),
      policies: of('policies'),
    } as unknown as Dossier
  }
  const handle = (record: string, id: string) => digestOf([record, id]).slice(0, 22)
  return {
    async read(id) {
      const d = dossier(id)
      return d && { dossier: d, digest: digestOf(d) }
    },
    async *dossiers() {
      for (const p of of('patients')) yield dossier(p['patient_id'] as string)!
    },
    async *rows(record) {
      for (const r of of(record)) yield r as never
    },
    async history(record, id) {
      const row = tables[record]!.get(id)
      return row
        ? [
            {
              record,
              id,
              version: 1,
              row,
              at: '' as never,
              by: { who: '', role: 'operator' },
              reason: '',
            },
          ]
        : []
    },
    async auditTrail() {
      return []
    },
    async commit({ changes, decidedOn }) {
      if (decidedOn && digestOf(dossier(decidedOn.patient_id)) !== decidedOn.digest)
        throw new CommitRefused('stale-version', 'x')
      for await (const { record, row } of changes as AsyncIterable<Change>)
        tables[record]!.set(idOf(record as RecordName, row as AnyRow), row as AnyRow)
      return { commit_no: 1, counts: {}, replayed: false }
    },
    async close() {},
    handles: {
      async handleOf(record, id) {
        return tables[record]!.has(id) ? handle(record, id) : undefined
      },
      async idOfHandle(record, h) {
        return [...tables[record]!.keys()].find((id) => handle(record, id) === h)
      },
    },
  }
}

export function memoryAccounts(): Accounts {
  const all = new Map<string, Account>()
  return {
    async bySignInName(name) {
      return [...all.values()].find((a) => a.sign_in_name === name)
    },
    async byId(id) {
      return all.get(id)
    },
    async count() {
      return all.size
    },
    async put(a) {
      all.set(a.account_id, a)
    },
  }
}

export function memorySessions(): Sessions {
  const all = new Map<string, Session>()
  return {
    async open(s) {
      all.set(s.token_hash, s)
    },
    async find(h) {
      return all.get(h)
    },
    async seen(h, seen_at) {
      const s = all.get(h)
      if (s) all.set(h, { ...s, seen_at })
    },
    async end(h) {
      all.delete(h)
    },
    async close() {},
  }
}

export function memoryLog(): AccessLog & { entries: Access[] } {
  const entries: Access[] = []
  return {
    entries,
    async record(a) {
      entries.push(a)
    },
    async close() {},
  }
}

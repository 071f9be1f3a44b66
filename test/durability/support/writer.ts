/**
 * A program that writes as fast as it can and keeps a ledger of what was acknowledged: for each
 * patient `p NAME`, for each entry of the access log `a NAME`, a line on standard output and, where
 * a file is named, in that file. Words: URL NAME COUNT [LEDGER], and faults that a test plants:
 * `early` says so before it is written, `normal` has SQLite sync as it would without being told.
 */
import { appendFileSync, writeSync } from 'node:fs'
import Database from 'better-sqlite3'
import { openAccessLog } from '../../../db/access/index.ts'
import { openRegistry } from '../../../db/index.ts'
import { instant } from '../../../server/domain/zone.ts'
import { aHouse, storing } from '../../support/rows.ts'

const [url = '', name = '', count = '0', ledger = '', ...faults] = process.argv.slice(2)
const by = {
  actor: { who: 'operator:test', role: 'operator' },
  at: instant('2026-11-21T10:00:00.000Z'),
  reason: 'import',
} as const

tune(faults.includes('normal'))
const registry = await openRegistry(url)
const log = await openAccessLog(url)
await registry.commit({ ...by, changes: aHouse })

let next = 0
await Promise.all(Array.from({ length: 6 }, writing))
await log.close()
await registry.close()

async function writing(): Promise<void> {
  while (next < Number(count)) {
    const id = `${name}-${next++}`
    if (!faults.includes('log')) await acknowledged(`p ${id}`, () => addPatient(id))
    await acknowledged(`a ${id}`, () => addEntry(id))
  }
}

async function acknowledged(line: string, work: () => Promise<unknown>): Promise<void> {
  if (faults.includes('early')) say(line)
  await work()
  if (!faults.includes('early')) say(line)
}

/** One write: a line is never torn. */
function say(line: string): void {
  if (ledger) appendFileSync(ledger, `${line}\n`)
  else writeSync(1, `${line}\n`)
}

function addPatient(id: string): Promise<unknown> {
  const changes = [
    storing('patients', { patient_id: id, mrn: id }),
    storing('episodes', { episode_id: id, patient_id: id }),
    storing('care_team', { episode_id: id }),
  ]
  return registry.commit({ ...by, changes, idempotency: { key: id, fingerprint: id } })
}

function addEntry(id: string): Promise<void> {
  return log.record({
    ...by,
    actor: { who: 'cm1', role: 'care_manager' },
    action: 'read',
    what: id,
    patients: [id],
    substance_use: false,
    outcome: 'done',
    reason: null,
  })
}

/**
 * A small log, so that it is often written back. `weak`: as a program would run that says nothing
 * of synchronous, and believes that it has what it should have.
 */
function tune(weak: boolean): void {
  const { pragma } = Database.prototype
  Database.prototype.pragma = function (this: Database.Database, text, options) {
    if (weak && text === 'synchronous') return 2
    if (text !== 'synchronous = FULL') return pragma.call(this, text, options)
    if (!this.readonly) pragma.call(this, 'wal_autocheckpoint = 40')
    return pragma.call(this, weak ? 'synchronous = NORMAL' : text, options)
  }
}

/**
 * A program that goes on whatever the disk says: it writes a patient and an entry of the access log,
 * again and again, and says of each what became of it: `p NAME ok`, `a NAME SQLITE_FULL`. It ends
 * when its standard input does. Words: URL RESERVE (bytes).
 */
import { writeSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { openAccessLog } from '../../../db/access/index.ts'
import { databaseFile } from '../../../db/database-file.ts'
import { openRegistry } from '../../../db/index.ts'
import { keepReserve } from '../../../db/reserve.ts'
import { instant } from '../../../server/domain/zone.ts'
import { aHouse, storing } from '../../support/rows.ts'

const [url = '', bytes = '0'] = process.argv.slice(2)
const by = {
  actor: { who: 'operator:test', role: 'operator' },
  at: instant('2026-11-21T10:00:00.000Z'),
  reason: 'import',
} as const

const registry = await openRegistry(url)
const log = await openAccessLog(url)
const reserve = keepReserve(databaseFile(url), Number(bytes), 0.3)
await reserve.ready
await registry.commit({ ...by, changes: aHouse })
let goesOn = true
process.stdin.on('end', () => {
  goesOn = false
})
process.stdin.resume()

for (let number = 1; goesOn; number += 1) {
  const id = `n-${number}`
  await told(`p ${id}`, () =>
    registry.commit({ ...by, changes: [storing('patients', { patient_id: id, mrn: id })] }),
  )
  await told(`a ${id}`, () =>
    log.record({
      ...by,
      action: 'list',
      what: id,
      patients: Array.from({ length: 300 }, (_, n) => `${id}-${n}`),
      substance_use: false,
      outcome: 'done',
      reason: null,
    }),
  )
  await pause(5)
}
reserve.close()
await log.close()
await registry.close()

async function told(line: string, work: () => Promise<unknown>): Promise<void> {
  const outcome = await work().then(
    () => 'ok',
    (error: { code?: string }) => String(error.code),
  )
  writeSync(1, `${line} ${outcome}\n`)
}

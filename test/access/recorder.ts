/**
 * A program of its own that records what it is told to, one after another, and says each number on
 * its standard output as soon as it was promised to be kept: `recorder.ts FILE NAME COUNT AT`.
 */
import { writeSync } from 'node:fs'
import { openAccessLog } from '../../db/access/index.ts'
import { instant } from '../../server/domain/zone.ts'

const [file = '', name = '', count = '0', at = ''] = process.argv.slice(2)
const log = await openAccessLog(`file:${file}`)
for (let number = 1; number <= Number(count); number += 1) {
  await log.record({
    at: instant(at),
    actor: { who: name, role: 'care_manager' },
    action: 'read',
    what: `page ${number}`,
    patients: [`patient-${number % 7}`],
    substance_use: false,
    outcome: 'done',
    reason: null,
  })
  writeSync(1, `${number}\n`)
}
await log.close()

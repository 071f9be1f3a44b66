/** A program of its own that adds a clinic and a member of staff in one commit, again and again. */
import { writeSync } from 'node:fs'
import { openRegistry } from '../../db/index.ts'
import { storing } from '../support/rows.ts'
import { by } from './by.ts'

const registry = await openRegistry(process.argv[2]!)
for (let n = 1; ; n += 1) {
  const pair = [
    storing('clinics', { clinic_id: `c-new-${n}` }),
    storing('staff', { staff_id: `s-new-${n}` }),
  ]
  await registry.commit({ ...by, changes: pair })
  if (n === 1) writeSync(1, 'begun\n')
}

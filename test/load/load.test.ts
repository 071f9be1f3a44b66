/** A small clinic at work, its server killed in the middle: what was acknowledged is there. */
import { expect, test } from 'vitest'
import { chance } from '../../db/seed/chance.ts'
import { inFolder } from '../bench/child.ts'
import { drive } from './drive.ts'
import { fleetOf } from './fleet.ts'
import { aClinic, managersOf, served } from './house.ts'
import { lostOf } from './ledger.ts'

test('a few seconds of a busy morning, and the power goes', { timeout: 180_000 }, () =>
  inFolder(async (folder) => {
    const file = await aClinic(folder, 80, 3)
    const names = managersOf(80)
    const house = await served(file, names)
    const managers = await fleetOf(house.address, names)
    const order = { address: house.address, managers, rate: 25 }
    const calm = await drive({ ...order, seconds: 3, luck: chance('calm') })
    expect([...calm.statuses.keys()].filter((status) => status >= 500 && status !== 503)).toEqual(
      [],
    )
    expect([...calm.times.keys()].sort()).toEqual([
      'caseload',
      'month',
      'patient',
      'scores',
      'write',
    ])

    const cut = drive({ ...order, seconds: 2, luck: chance('cut') })
    setTimeout(() => void house.kill(), 1_000)
    const kept = [...calm.kept, ...(await cut).kept]
    expect(kept.length).toBeGreaterThan(10)
    const again = await served(file, names)
    expect(await lostOf(again.address, kept)).toEqual([])
    // the ledger can tell: of a write that never was, it says so
    const invented = { ...kept[0]!, key: 'never-written-by-anyone' }
    expect(await lostOf(again.address, [...kept, invented])).toEqual([invented])
    await again.stop()
  }),
)

/** One patient's determination: what the rules take, and what reading the dossier takes. */
import { inFolder, spent } from './child.ts'
import { lastMonthOfClinic } from './clinic.ts'
import { registryOf } from './part-bill.ts'
import type { Line, Options } from './report.ts'

export const benchRules = ({ patients }: Options): Promise<readonly Line[]> =>
  inFolder(async (folder) => {
    const file = await registryOf(folder, Math.min(patients, 1000))
    const { said } = await spent(['rules', file, lastMonthOfClinic])
    const { rule, read } = said as { rule: number; read: number } // what the probe gives
    const share = read / (read + rule)
    return [
      {
        what: 'determination of one patient: rules',
        measured: `${Math.round(rule)} µs`,
        floor: `read ${Math.round(read)} µs`,
        ratio: `${Math.round(share * 100)} % I/O`,
        target: '',
        within: null,
      },
    ]
  })

/** `cocm bill` for a month of everybody against reading the same rows; and whether it is linear. */
import { join } from 'node:path'
import { fresh, inFolder, medianOf, type Spent, spent } from './child.ts'
import { lastMonthOfClinic, writeBundle } from './clinic.ts'
import { type Line, memoryLine, type Options, ratioLine, say, seconds, times } from './report.ts'

/** A registry of a clinic of that size; gives the path of its file. */
export async function registryOf(folder: string, patients: number, months = 12): Promise<string> {
  const bundle = join(folder, `bundle-${patients}`)
  writeBundle({ patients, months }, bundle)
  const file = fresh(folder, `registry-${patients}`)
  const { seconds: took } = await spent(['cocm', 'import', bundle], file)
  say(`a registry of ${patients} patients and ${months} months: imported in ${seconds(took)}`)
  return file
}

export const benchBill = (options: Options): Promise<readonly Line[]> =>
  inFolder(async (folder) => {
    const sizes = [options.patients / 4, options.patients / 2, options.patients].map(Math.round)
    const took: Spent[] = []
    const lines: Line[] = []
    for (const patients of sizes) {
      const file = await registryOf(folder, patients)
      const words = ['cocm', 'bill', '--month', lastMonthOfClinic, '--json']
      const floor = await medianOf(options.times, () =>
        spent(['floor-bill', file, lastMonthOfClinic]),
      )
      const real = await medianOf(options.times, () => spent(words, file))
      took.push(real)
      const isWhole = patients === options.patients
      lines.push(ratioLine(`bill, ${patients} patients`, real, floor, isWhole ? 3 : null))
      if (isWhole) lines.push(memoryLine('bill: memory', real.megabytes, floor.megabytes, 300))
    }
    return [...lines, linearity(sizes, took)]
  })

/** Four times the patients should take four times as long, and not more. */
function linearity(sizes: readonly number[], took: readonly Spent[]): Line {
  const growth = took.at(-1)!.seconds / took[0]!.seconds
  const byCpu = took.at(-1)!.cpu / took[0]!.cpu
  const bySize = sizes.at(-1)! / sizes[0]!
  return {
    what: `bill: growth from ${sizes[0]} to ${sizes.at(-1)}`,
    measured: times(growth),
    floor: times(bySize),
    ratio: times(growth / bySize),
    byCpu: times(byCpu / bySize),
    target: '≤ 1.15 ×',
    within: growth / bySize <= 1.15,
  }
}

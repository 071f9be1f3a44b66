/** `cocm import` of a whole clinic against csv-parse and bare inserts. */
import { join } from 'node:path'
import { fresh, inFolder, medianOf, spent } from './child.ts'
import { writeBundle } from './clinic.ts'
import { type Line, memoryLine, type Options, ratioLine, say } from './report.ts'

export const benchImport = ({ patients, times }: Options): Promise<readonly Line[]> =>
  inFolder(async (folder) => {
    const bundle = join(folder, 'bundle')
    const counts = writeBundle({ patients, months: 12 }, bundle)
    const rows = Object.values(counts).reduce((sum, count) => sum + count, 0)
    say(`import: ${rows} rows of ${patients} patients`)
    return comparedImport(`import, ${rows} rows`, bundle, folder, times)
  })

/** The real import and its floor, in turns, each into a database of its own. */
export async function comparedImport(
  what: string,
  bundle: string,
  folder: string,
  times: number,
): Promise<readonly Line[]> {
  const template = fresh(folder, 'template')
  await spent(['empty', template])
  const floor = await medianOf(times, () =>
    spent(['floor-import', bundle, template, fresh(folder, 'floor')]),
  )
  const real = await medianOf(times, () => spent(['cocm', 'import', bundle], fresh(folder, 'real')))
  return [
    ratioLine(what, real, floor, 4),
    memoryLine(`${what}: memory`, real.megabytes, floor.megabytes, 400),
  ]
}

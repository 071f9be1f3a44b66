/** The child's side: does one thing, and says how much memory that took. */

const [kind, ...words] = process.argv.slice(2)

/** Loads no more than it needs: a floor pays nothing for the program, nor one part for another. */
async function work(): Promise<unknown> {
  const [first = '', second = '', third = ''] = words
  if (kind === 'cocm') return cocm(words)
  if (kind === 'floor-import')
    return (await import('./floors.ts')).floorImport(first, second, third)
  if (kind === 'floor-bill') return (await import('./floors.ts')).floorBill(first, second)
  if (kind === 'floor-scores') return (await import('./floors.ts')).floorScores(first)
  if (kind === 'serve-floor') return (await import('./servers.ts')).serveFloor(first)
  if (kind === 'serve-real') return (await import('./servers.ts')).serveReal(first)
  if (kind === 'empty') return (await import('./probes.ts')).emptyRegistry(first)
  if (kind === 'rules') return (await import('./probes.ts')).rulesAlone(first, second)
  throw new RangeError(`no probe ${kind}`)
}

/** The very program that `cocm` is, with these words. */
async function cocm(args: readonly string[]): Promise<void> {
  const { main } = await import('../../server/cli/main.ts')
  await main(args)
}

const said = await work()
const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage()
const cpu = (userCPUTime + systemCPUTime) / 1e6
const report = { kilobytes: maxRSS, cpu, said: said ?? null }
if (kind?.startsWith('serve')) process.send?.(report)
else process.send?.(report, () => process.disconnect?.())

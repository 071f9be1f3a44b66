/** What a bench has to say: one line a measured thing, and whether it is within its target. */

export interface Options {
  readonly patients: number
  /** Runs of which the one in the middle counts. */
  readonly times: number
  /** Smaller clinics where the size itself is what is measured. */
  readonly quick: boolean
}

export interface Line {
  readonly what: string
  readonly measured: string
  /** What it is measured against. */
  readonly floor: string
  readonly ratio: string
  /** The same ratio by processor time: steadier where the machine is shared. */
  readonly byCpu?: string
  readonly target: string
  readonly within: boolean | null
}

export const say = (text: string): void => void process.stdout.write(`${text}\n`)

export const seconds = (count: number): string => `${count.toFixed(2)} s`
export const times = (count: number): string => `${count.toFixed(2)} ×`
export const megabytes = (count: number): string => `${Math.round(count)} MB`

interface Took {
  readonly seconds: number
  readonly cpu: number
}

/** A ratio of times that should not be more than so much; null: it is only told. */
export const ratioLine = (what: string, real: Took, floor: Took, most: number | null): Line => ({
  what,
  measured: seconds(real.seconds),
  floor: seconds(floor.seconds),
  ratio: times(real.seconds / floor.seconds),
  byCpu: times(real.cpu / floor.cpu),
  target: most === null ? '' : `≤ ${most} ×`,
  within: most === null ? null : real.seconds / floor.seconds <= most,
})

export const memoryLine = (what: string, real: number, floor: number, most: number): Line => ({
  what,
  measured: megabytes(real),
  floor: megabytes(floor),
  ratio: times(real / floor),
  target: `< ${most} MB`,
  within: real < most,
})

export function table(lines: readonly Line[]): string {
  const head = ['measured thing', 'here', 'floor', 'ratio', 'by CPU', 'target', '']
  const rows = lines.map(({ what, measured, floor, ratio, byCpu, target, within }) => [
    what,
    measured,
    floor,
    ratio,
    byCpu ?? '',
    target,
    within === null ? '' : within ? 'within' : 'NOT within',
  ])
  const widths = head.map((word, place) =>
    Math.max(word.length, ...rows.map((row) => row[place]!.length)),
  )
  return [head, ...rows]
    .map((row) =>
      row
        .map((cell, place) => cell.padEnd(widths[place]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

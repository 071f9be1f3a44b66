/** What is wrong with a bundle, said so that whoever made it can find and mend the place. */

/** One fault. A place that a fault does not have (an unknown file has no line) is null. */
export interface Fault {
  readonly file: string
  /** The file's physical line, the header being line 1. */
  readonly line: number | null
  readonly column: string | null
  /** What stands there. */
  readonly value: string | null
  readonly expected: string
}

/** A fault of a row whose file and line the reader knows. */
export interface CellFault {
  readonly column: string | null
  /** Where it differs from the cell's own text. */
  readonly value?: string | null
  readonly expected: string
}

/** How many faults (and notes) of a bundle are told in full. */
export const faultsTold = 1000

/** The first faults in full, and how many there were: memory does not grow with the damage. */
export interface FaultList {
  add(fault: Fault): void
  readonly count: number
  /** What was kept, by file in the order of `files`, then by line. */
  told(files: readonly string[]): readonly Fault[]
}

export function faultList(): FaultList {
  const kept: Fault[] = []
  let count = 0
  return {
    add(fault) {
      count += 1
      if (kept.length < faultsTold) kept.push(fault)
    },
    get count() {
      return count
    },
    told(files) {
      const place = new Map(files.map((file, index) => [file, index]))
      const rank = ({ file }: Fault) => place.get(file) ?? files.length
      return kept.toSorted((a, b) => rank(a) - rank(b) || (a.line ?? 0) - (b.line ?? 0))
    },
  }
}

const longestValue = 120

/** The fault in one line: `scores.csv line 12, column total: "28"; expected …`. */
export function faultText({ file, line, column, value, expected }: Fault): string {
  const place = [
    line === null ? plain(file) : `${plain(file)} line ${line}`,
    ...(column === null ? [] : [`column ${plain(column)}`]),
  ].join(', ')
  return `${place}: ${value === null ? '' : `${quoted(value)}; `}expected ${expected}`
}

/** A value on one line, cut where it is long: line breaks and controls are escaped. */
const quoted = (value: string): string =>
  value === ''
    ? 'nothing'
    : JSON.stringify(value.length > longestValue ? `${value.slice(0, longestValue)}…` : value)

/** A name as it is; one that no file or column bears is quoted like a value. */
const plain = (name: string): string => (/^[\w., -]{1,80}$/.test(name) ? name : quoted(name))

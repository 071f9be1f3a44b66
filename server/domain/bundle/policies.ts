/** Billing policies in a bundle: reading policies.json, and what must hold between versions. */
import { builtInPolicies } from '../billing/policy.ts'
import type { PolicyTerms } from '../billing/policy-terms.ts'
import { columnsOf, type Policy } from '../records/index.ts'
import { cellReader } from './cell.ts'
import type { CellFault } from './fault.ts'
import { type ObjectPlace, placesOf } from './json-lines.ts'
import { readTerms } from './policy-terms-check.ts'
import { checkRow, type Draft } from './row-checks.ts'

export interface PlacedFault extends CellFault {
  readonly line: number | null
}
/** A version of a policy as far as it could be read, and where it stands. */
export interface PlacedPolicy {
  readonly line: number
  readonly row: Draft<'policies'>
}
export interface ReadPolicies {
  readonly rows: readonly PlacedPolicy[]
  readonly faults: readonly PlacedFault[]
}

const ownColumns = ['policy', 'based_on', 'effective_from', 'effective_to'] as const
const notAnArray: PlacedFault = { line: 1, column: null, expected: 'a JSON array of policies' }

/** Reads the text of policies.json, telling all that is wrong with it. */
export function readPolicies(text: string): ReadPolicies {
  let given: unknown
  try {
    given = JSON.parse(text)
  } catch (error) {
    // what the parser says, without the excerpt of the file that it may carry
    const says = error instanceof Error ? error.message.replace(/, ".*/s, '') : ''
    return {
      rows: [],
      faults: [{ line: lineOfFault(says, text), column: null, value: says, ...json }],
    }
  }
  if (!Array.isArray(given)) return { rows: [], faults: [notAnArray] }
  if (!given.every(isObject)) return { rows: [], faults: [notAnArray] }
  const places = placesOf(text)
  const read = given.map((one, index) => readPolicy(one, places[index]!))
  return { rows: read.map(({ placed }) => placed), faults: read.flatMap(({ faults }) => faults) }
}
const json = { expected: 'JSON: an array of policies' }

/** The line of a position that the JSON parser names. */
function lineOfFault(says: string, text: string): number | null {
  const position = /position (\d+)/.exec(says)?.[1]
  return position === undefined ? null : text.slice(0, Number(position)).split('\n').length
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function readPolicy(
  given: Readonly<Record<string, unknown>>,
  { line, keys }: ObjectPlace,
): { readonly placed: PlacedPolicy; readonly faults: readonly PlacedFault[] } {
  const faults: CellFault[] = keys
    .filter(({ key }, index) => keys.findIndex((other) => other.key === key) !== index)
    .map(({ key }) => ({ column: key, value: key, expected: 'each key once' }))
  const cell = (name: (typeof ownColumns)[number]) => {
    const column = columnsOf.policies[name]
    const value = given[name] ?? null
    const read = typeof value === 'string' && value !== '' ? cellReader(column)(value) : undefined
    if (read !== undefined) return read
    if (value !== null || column.required)
      faults.push({ column: name, value: JSON.stringify(value), expected: column.expected })
    return null
  }
  const rest = Object.entries(given).filter(([key]) => !ownColumns.some((name) => name === key))
  const terms = readTerms(Object.fromEntries(rest))
  // cellReader gives what the column of that name holds
  const row = {
    ...Object.fromEntries(ownColumns.map((name) => [name, cell(name)])),
    terms: terms.terms,
  } as unknown as Draft<'policies'>
  faults.push(...terms.faults, ...checkRow('policies', row, { moments: {}, text: () => '' }))
  const lineOf = (column: string | null) => keys.findLast(({ key }) => key === column)?.line ?? line
  return {
    placed: { line, row },
    faults: faults.map((fault) => ({
      value: columnText(row, fault.column),
      ...fault,
      line: lineOf(fault.column),
    })),
  }
}

const columnText = (row: Draft<'policies'>, column: string | null): string | null =>
  ownColumns.some((name) => name === column) ? String(row[column as keyof Policy] ?? '') : null

/** A policy as policies.json writes it: the keys that differ stand beside its name and days. */
export const writtenPolicy = ({
  policy,
  based_on,
  effective_from,
  effective_to,
  terms,
}: Policy) => ({
  policy,
  ...(based_on === null ? {} : { based_on }),
  effective_from,
  effective_to,
  ...(terms satisfies Partial<PolicyTerms>),
})

type Version = Pick<Draft<'policies'>, 'policy' | 'based_on' | 'effective_from' | 'effective_to'>
/** A version of the bundle or, without a line, of the registry. */
export interface KnownVersion extends Version {
  readonly line: number | null
}

/** Faults between versions: two in force on one day, unknown bases, bases that run in a circle. */
export function checkVersions(versions: readonly KnownVersion[]): readonly PlacedFault[] {
  return versions.flatMap((one): readonly PlacedFault[] => {
    const { line, based_on } = one
    if (line === null) return []
    const faults: PlacedFault[] = []
    const other = versions.find((earlier) => isOverlapping(earlier, one))
    if (other)
      faults.push({
        line,
        column: 'effective_from',
        value: one.effective_from,
        expected: noOverlap(other),
      })
    if (based_on !== null && !isPolicy(based_on, versions))
      faults.push({ line, column: 'based_on', value: based_on, expected: knownPolicy })
    else if (one.policy !== null && runsInCircle(one.policy, versions))
      faults.push({
        line,
        column: 'based_on',
        value: based_on,
        expected: 'a policy that is not based on this one',
      })
    return faults
  })
}

export const knownPolicy = `${Object.keys(builtInPolicies).join(', ')} or a policy of policies.json`

/** Whether a name is a built-in policy or has a version. */
export const isPolicy = (name: string, versions: readonly Version[]): boolean =>
  Object.hasOwn(builtInPolicies, name) || versions.some(({ policy }) => policy === name)

/** Each pair is told once: by its later version, or by the only one that the bundle brings. */
function isOverlapping(other: KnownVersion, one: KnownVersion): boolean {
  if (other === one || other.policy !== one.policy || one.policy === null) return false
  if (other.effective_from === null || one.effective_from === null) return false
  const toldByOther = other.line !== null && startsBefore(one, other)
  if (toldByOther) return false
  return (
    (other.effective_to === null || one.effective_from <= other.effective_to) &&
    (one.effective_to === null || other.effective_from <= one.effective_to)
  )
}

const startsBefore = (a: KnownVersion, b: KnownVersion): boolean =>
  a.effective_from! < b.effective_from! ||
  (a.effective_from === b.effective_from && (a.line ?? 0) < (b.line ?? 0))

const noOverlap = ({ policy, effective_from, effective_to }: KnownVersion): string =>
  `no day of the version of ${policy} from ${effective_from} to ${effective_to ?? 'open'}`

/** A built-in name may be based on itself: its versions are laid over the built-in policy. */
function runsInCircle(
  name: string,
  versions: readonly Version[],
  above: readonly string[] = [],
): boolean {
  if (above.includes(name)) return true
  return versions
    .filter(({ policy }) => policy === name)
    .map(({ based_on }) => based_on ?? 'cms')
    .filter((base) => !(base === name && Object.hasOwn(builtInPolicies, base)))
    .some((base) => runsInCircle(base, versions, [...above, name]))
}

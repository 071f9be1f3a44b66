/** What package-lock.json says of every package that is installed. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../..')

export interface Locked {
  /** Where it is installed: `node_modules/a/node_modules/b`. */
  readonly path: string
  readonly name: string
  readonly version: string
  readonly license: string
  /** `sha512-…`: of the archive that the registry of packages gives. */
  readonly integrity: string
  /** Only tests and the making of the program use it. */
  readonly isDev: boolean
  readonly hasInstallScript: boolean
  /** Paths of what it uses. */
  readonly uses: readonly string[]
}

interface LockEntry {
  readonly name?: string
  readonly version?: string
  readonly license?: string
  readonly integrity?: string
  readonly dev?: boolean
  readonly devOptional?: boolean
  readonly hasInstallScript?: boolean
  readonly dependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

/** Of packages that do not say it in their own description: what their LICENSE file is. */
const fromFile: Readonly<Record<string, string>> = { 'png-js': 'MIT' }

const read = (file: string): unknown => JSON.parse(readFileSync(join(root, file), 'utf8'))

export const program = read('package.json') as {
  readonly name: string
  readonly version: string
  readonly license: string
  readonly allowScripts: Readonly<Record<string, boolean>>
} // our own file

const entries = (read('package-lock.json') as { packages: Readonly<Record<string, LockEntry>> })
  .packages // npm's own form, version 3

/** Every package but the program itself, in the order of where it is. */
export const locked: readonly Locked[] = Object.entries(entries)
  .filter(([path]) => path !== '')
  .map(([path, entry]) => {
    const name = entry.name ?? path.replace(/^.*node_modules\//, '')
    return {
      path,
      name,
      version: entry.version ?? '',
      license: entry.license ?? fromFile[name] ?? '',
      integrity: entry.integrity ?? '',
      isDev: entry.dev === true || entry.devOptional === true,
      hasInstallScript: entry.hasInstallScript === true,
      uses: usedBy(path, entry),
    }
  })

/** What the program itself uses. */
export const usedDirectly: readonly string[] = usedBy('', entries[''] ?? {})

function usedBy(path: string, { dependencies, optionalDependencies }: LockEntry): string[] {
  const names = Object.keys({ ...dependencies, ...optionalDependencies })
  return names.map((name) => foundFrom(path, name)).filter((found) => found !== undefined)
}

/** As node looks for it: beside its user, then further up. Undefined: not installed here. */
function foundFrom(path: string, name: string): string | undefined {
  const here = path === '' ? `node_modules/${name}` : `${path}/node_modules/${name}`
  if (entries[here]) return here
  if (path === '') return undefined
  const up = path.includes('/node_modules/')
    ? path.replace(/\/node_modules\/(?!.*\/node_modules\/).*$/, '')
    : ''
  return foundFrom(up, name)
}

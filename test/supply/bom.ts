/** A bill of materials in CycloneDX 1.6: what the program is made of, the same bytes every time. */
import { createHash } from 'node:crypto'
import { type Locked, locked, program, usedDirectly } from './lock.ts'

export const purlOf = ({ name, version }: Pick<Locked, 'name' | 'version'>): string =>
  `pkg:npm/${name.replace(/^@/, '%40')}@${version}`

/** One id of a license, or an expression of several. */
const licensesOf = (license: string) =>
  /\s/.test(license) ? [{ expression: license }] : [{ license: { id: license } }]

const componentOf = (one: Locked) => ({
  type: 'library',
  'bom-ref': one.path,
  name: one.name,
  version: one.version,
  scope: one.isDev ? 'excluded' : 'required',
  hashes: [{ alg: 'SHA-512', content: hexOf(one.integrity) }],
  licenses: licensesOf(one.license),
  purl: purlOf(one),
})

const hexOf = (integrity: string): string =>
  Buffer.from(integrity.replace(/^sha512-/, ''), 'base64').toString('hex')

export function billOfMaterials() {
  const components = locked.map(componentOf)
  const of = { name: program.name, version: program.version }
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: `urn:uuid:${uuidOf(JSON.stringify(components))}`,
    version: 1,
    metadata: {
      component: {
        type: 'application',
        'bom-ref': program.name,
        ...of,
        licenses: licensesOf(program.license),
        purl: purlOf(of),
      },
    },
    components,
    dependencies: [
      { ref: program.name, dependsOn: usedDirectly },
      ...locked.map(({ path, uses }) => ({ ref: path, dependsOn: uses })),
    ],
  }
}

/** A UUID (version 8) made from what it names: the same materials have the same number. */
function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex')
  const parts = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `a${hex.slice(17, 20)}`,
  ]
  return [...parts, hex.slice(20, 32)].join('-')
}

/** By license: how many packages have it, and which of them are part of what runs. */
export function licenseList(): string {
  const names = [...new Set(locked.map(({ license }) => license))].sort()
  return names
    .map((name) => {
      const have = locked.filter(({ license }) => license === name)
      const run = have.filter(({ isDev }) => !isDev).map((one) => `${one.name} ${one.version}`)
      return `${name}: ${have.length}, of which run: ${run.sort().join(', ') || 'none'}`
    })
    .join('\n')
}

/** `npm run --silent sbom > sbom.json`; with `--licenses` the list of licenses instead. */
import { billOfMaterials, licenseList } from './bom.ts'

const wantsList = process.argv.includes('--licenses')
process.stdout.write(
  wantsList ? `${licenseList()}\n` : `${JSON.stringify(billOfMaterials(), null, 1)}\n`,
)

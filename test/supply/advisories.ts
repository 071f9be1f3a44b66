/** `npm run --silent advisories`: a dated line of what `npm audit` says, for the record. */
import { asked, lockDigest, toldOf } from './advisory-report.ts'

const day = new Date().toISOString().slice(0, 10)
process.stdout.write(`${day}  lock file ${lockDigest()}  npm audit: ${toldOf(asked())}\n`)

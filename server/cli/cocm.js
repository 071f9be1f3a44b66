#!/usr/bin/env node
// Starts `cocm` wherever the package is installed: TypeScript is read by tsx, with our own settings
// and not those of the folder in which the command is called.
import { fileURLToPath } from 'node:url'
import { register } from 'tsx/esm/api'

register({ tsconfig: fileURLToPath(new URL('../../tsconfig.json', import.meta.url)) })
const { main } = await import('./main.ts')
await main(process.argv.slice(2))

// A thread starts from plain JavaScript: Node 20 gives --import no say over a thread's first file.
import { fileURLToPath } from 'node:url'
import { register } from 'tsx/esm/api'

register({ tsconfig: fileURLToPath(new URL('../../tsconfig.json', import.meta.url)) })
await import('./chart-thread.ts')

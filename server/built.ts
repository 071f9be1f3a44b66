/** The screens, as `npm run build` leaves them. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const dist = fileURLToPath(new URL('../dist', import.meta.url))

/** What whoever starts a server must hear; null: all is there. `npm ci` builds the screens. */
export const lacking = (): string | null =>
  existsSync(join(dist, 'index.html'))
    ? null
    : 'The screens are not built, so only /api and /docs are served: run npm run build, and start again.'

import { defineConfig, mergeConfig } from 'vite'
import verifier from './vite.verifier.ts'

/** The verifier of the trail: one file that a bare Node runs, made of the registry's own rules. */
export default mergeConfig(
  verifier,
  defineConfig({
    build: {
      ssr: 'server/verifier/trail.ts',
      rollupOptions: { output: { entryFileNames: 'verify-trail.mjs' } },
    },
  }),
)

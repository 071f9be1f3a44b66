import { defineConfig } from 'vite'
import { rulesVersion } from './server/domain/billing/rules-version.ts'

/** The verifier of audit exports: one file that a bare Node runs, made of the registry's own rules. */
export default defineConfig({
  build: {
    ssr: 'server/verifier/main.ts',
    target: 'node20',
    outDir: 'dist',
    emptyOutDir: false, // the client lies there
    copyPublicDir: false,
    minify: false, // an auditor may read it
    rollupOptions: {
      output: {
        entryFileNames: 'verify.mjs',
        codeSplitting: false,
        banner: `// cocm verifier, rules ${rulesVersion}`, // by this its rules are known
      },
    },
  },
  ssr: { noExternal: true, target: 'node' },
})

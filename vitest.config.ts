import { defineConfig } from 'vitest/config'

/** Plain reporter for people, a file of counts for whoever runs the tests unattended. */
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    pool: 'forks',
    testTimeout: 60_000,
    hookTimeout: 60_000,
    reporters: ['default', 'json'],
    outputFile: { json: 'test-results/results.json' },
  },
})

import { defineConfig } from 'vitest/config'

const screens = 'test/browser/**/*.test.{ts,tsx}'

/**
 * Plain reporter for people, a file of counts for whoever runs the tests unattended. Screens are
 * driven in a real browser on whatever machine this is: they wait longer for what must come, and
 * nothing has a second try.
 */
export default defineConfig({
  test: {
    pool: 'forks',
    testTimeout: 60_000,
    hookTimeout: 60_000,
    reporters: ['default', 'json'],
    outputFile: { json: 'test-results/results.json' },
    projects: [
      {
        extends: true,
        test: { name: 'rules', include: ['test/**/*.test.{ts,tsx}'], exclude: [screens] },
      },
      {
        extends: true,
        test: {
          name: 'screens',
          include: [screens],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          expect: { poll: { timeout: 20_000 } },
        },
      },
    ],
  },
})

import { defineConfig } from 'vitest/config'

const screens = 'test/browser/**/*.test.{ts,tsx}'

/**
 * Plain reporter for people, a file of counts for whoever runs the tests unattended. Rules come first,
 * two files at a time: much of theirs is waiting. Screens follow, two at a time as well, each in a real
 * browser with a clinic of its own: they wait longer for what must come; nothing has a second try.
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
        test: {
          name: 'rules',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: [screens],
          maxWorkers: 2,
        },
      },
      {
        extends: true,
        test: {
          name: 'screens',
          include: [screens],
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
          testTimeout: 180_000,
          hookTimeout: 180_000,
          expect: { poll: { timeout: 20_000 } },
        },
      },
    ],
  },
})

/** Registries for tests: each in a folder of its own, gone when the test is over. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { type OpenRegistry, openRegistry } from '../../db/index.ts'

/** A folder that is removed when the test is over. */
export function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cocm-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** The URL of a registry that is not there yet. */
export const freshUrl = (): string => `file:${join(freshFolder(), 'registry.db')}`

/** An empty registry, closed when the test is over. */
export const freshRegistry = (): Promise<OpenRegistry> => reopened(freshUrl())

/** A registry at that URL, closed when the test is over. */
export async function reopened(url: string): Promise<OpenRegistry> {
  const registry = await openRegistry(url)
  onTestFinished(() => registry.close())
  return registry
}

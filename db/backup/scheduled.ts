/** Backups that are made by themselves: where they lie, how they are called, how long they stay. */
import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { DatabaseKey } from '#dialect'
import type { Copying } from '../../server/domain/copying.ts'
import type { Instant } from '../../server/domain/zone.ts'
import { databaseFile } from '../database-file.ts'
import { backingUp } from './index.ts'

export interface Plan {
  readonly folder: string
  /** How many are kept. */
  readonly kept: number
  readonly key: DatabaseKey
}

/** `registry-2026-11-21T020000.000Z.backup.db`: in the order of their names, oldest first. */
const nameOf = (stem: string, at: Instant): string => `${stem}-${at.replaceAll(':', '')}.backup.db`

const stemOf = (url: string): string => basename(databaseFile(url)).replace(/\.db$/, '')

/** A copy that goes into the folder under the name of its moment. The folder is made where it is not. */
export function scheduledBackup(url: string, { folder, key }: Plan, at: Instant): Copying {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return backingUp(url, join(folder, nameOf(stemOf(url), at)), key)
}

/** Backups of this registry in a folder, oldest first. Files of other names are nobody's business. */
export function backupsKept(url: string, folder: string): readonly string[] {
  const ours = new RegExp(`^${escaped(stemOf(url))}-\\d{4}-\\d\\d-\\d\\dT[\\d.]+Z\\.backup\\.db$`)
  return readdirSync(folder)
    .filter((name) => ours.test(name))
    .sort()
}

/** Removes the oldest beyond those that are kept. Only after a new one was made and looked through. */
export function sweepBackups(url: string, { folder, kept }: Plan): void {
  for (const name of backupsKept(url, folder).slice(0, -kept)) rmSync(join(folder, name))
}

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')

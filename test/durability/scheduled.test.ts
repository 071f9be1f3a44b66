/** Backups on a schedule: made in a thread, few kept, and a drill that brings every row back. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { openAccessLog } from '../../db/access/index.ts'
import { openSessions } from '../../db/accounts/index.ts'
import { restoring } from '../../db/backup/index.ts'
import { backupsKept, sweepBackups } from '../../db/backup/scheduled.ts'
import { openDesk } from '../../db/desk/index.ts'
import { examine } from '../../db/verify/index.ts'
import type { Instant } from '../../server/domain/zone.ts'
import { copyWhole } from '../../server/use-cases/backup.ts'
import { verify } from '../../server/use-cases/verify.ts'
import { backupNow, keepBackups } from '../../server/workers/backups.ts'
import { all } from '../access/a-log.ts'
import { aMaster, everything, tampered } from '../backup/a-registry.ts'
import { by } from '../backup/by.ts'
import { freshFolder, freshUrl } from '../support/registries.ts'

let master: Awaited<ReturnType<typeof aMaster>>
beforeAll(async () => {
  master = await aMaster()
})
afterAll(() => master.remove())

/** A registry with somebody signed in and a draft on their desk, and what backups need of it. */
async function aHouse(file = master.copy()) {
  const url = `file:${file}`
  const folder = join(freshFolder(), 'backups')
  const accessLog = await openAccessLog(url)
  onTestFinished(() => accessLog.close())
  const failures: unknown[] = []
  const parts = {
    databaseUrl: url,
    accessLog,
    now: (): Instant => by.at,
    age: async (): Promise<number | null> => null,
    failed: (why: unknown) => void failures.push(why),
  }
  return {
    file,
    url,
    folder,
    parts,
    accessLog,
    failures,
    plan: { folder, everyHours: 24, kept: 2 },
  }
}

test('drill: the newest backup is restored, and every row of every table is back', async () => {
  const { file, url, plan, folder, parts, accessLog } = await aHouse()
  const sessions = await openSessions(url)
  const token_hash = 'ef'.repeat(32)
  const [opened_at, seen_at] = [by.at, by.at]
  await sessions.open({ token_hash, account_id: 'a-1', opened_at, seen_at } as never) // as kept
  const desk = await openDesk(url)
  const draft = { name: 'draft', patient_id: null, content: 'Kanarienvogel', kept_at: by.at }
  await desk.keepDraft('a-1', draft)
  await sessions.close()
  await desk.close()

  const keeper = keepBackups(parts, plan)
  await keeper.close() // it looks at once: there is none yet
  const [name = ''] = readdirSync(folder)
  expect(name).toBe('registry-2026-11-21T100000.000Z.backup.db')
  const bytes = readFileSync(join(folder, name))
  expect(bytes.includes(Buffer.from(token_hash, 'hex')), 'no session').toBe(false)
  expect(bytes.includes('Kanarienvogel'), 'no desk').toBe(false)
  expect(await all(accessLog.entries())).toMatchObject([
    { action: 'backup', outcome: 'done', actor: { who: 'operator:schedule' } },
  ])
  const place = freshUrl()
  const restored = restoring(join(folder, name), place, { key: null, sign: () => undefined })
  expect(await copyWhole(restored)).toMatchObject({ outcome: 'kept' })
  expect(everything(place.slice('file:'.length))).toEqual(everything(file))
  expect(await verify(await examine(place))).toMatchObject({ whole: true })
})

test('while the newest is young enough, none is made', async () => {
  const { parts, plan, folder } = await aHouse()
  mkdirSync(folder)
  await keepBackups({ ...parts, age: async () => 3600 }, plan).close()
  expect(readdirSync(folder)).toEqual([])
})

test('a damaged registry makes none, pushes none out, and says so', async () => {
  const { file, url, parts, plan, folder, failures } = await aHouse()
  mkdirSync(folder)
  for (const day of ['19', '20'])
    writeFileSync(join(folder, `registry-2026-11-${day}T100000.000Z.backup.db`), '')
  tampered(file, 'delete from audit_events where seq = 9')
  expect(await backupNow(parts, plan)).toMatchObject({ outcome: 'damaged' })
  expect(backupsKept(url, folder)).toHaveLength(2)
  expect(failures).toMatchObject([{ outcome: 'damaged' }])
})

test('the oldest go, and nothing that is not ours', async () => {
  const { url, plan, folder } = await aHouse()
  mkdirSync(folder)
  const ours = [1, 2, 3, 4].map((day) => `registry-2026-11-0${day}T100000.000Z.backup.db`)
  const others = ['notes.txt', 'registry-2026.db', 'other-2026-11-01T100000.000Z.backup.db']
  for (const name of [...ours, ...others]) writeFileSync(join(folder, name), '')
  sweepBackups(url, { ...plan, key: null })
  expect(readdirSync(folder).sort()).toEqual([...ours.slice(2), ...others].sort())
})

/** Servers to be asked: the program's own, and a bare one. */
import Database from 'better-sqlite3'
import Fastify from 'fastify'
import { patientRecords } from '../../server/domain/dossier.ts'
import { columnsOf, type Patient } from '../../server/domain/records/index.ts'
import { instant } from '../../server/domain/zone.ts'

/** The day on which the bench's clinics are looked at: the last of their history. */
const at = instant('2026-10-31T15:00:00.000Z')
const operator = { who: 'operator:bench', role: 'operator' } as const
const password = 'four-quiet-herons-at-dusk'

/** The program as it is served, with one care manager who can sign in. */
export async function serveReal(file: string) {
  const { listen, openHouse } = await import('../../server/start.ts')
  const house = await openHouse(`file:${file}`)
  await house.accounts.put(
    {
      account_id: 'bench-cm0',
      staff_id: 'cm0',
      sign_in_name: 'cm0',
      password_hash: await house.passwords.hash(password),
      disabled: false,
    },
    { actor: operator, at, reason: 'bench' },
  )
  const began = performance.now()
  const clock = {
    now: () => instant(new Date(Date.parse(at) + performance.now() - began).toISOString()),
  }
  const { parseConfig } = await import('../../server/config.ts')
  const config = parseConfig({
    COCM_DATABASE_URL: `file:${file}`,
    PORT: '0',
    LOG_LEVEL: 'silent',
    COCM_LOG_RESERVE_MB: '0',
  })
  const running = await listen(house, { config, clock, demo: true, code: null })
  let count = 0
  const patient = (await house.registry.read('p0'))?.dossier.patient as Patient // it was generated
  process.on('message', async (message) => {
    if (message === 'stop') {
      await running.close()
      process.exit(0)
    }
    // Somebody elsewhere writes something: whatever a server remembers is out of date.
    const row = { ...patient, phone: `555-01${String(count++).padStart(2, '0')}` }
    const changes = [{ record: 'patients', row } as const]
    await house.registry.commit({ changes, actor: operator, at: clock.now(), reason: 'bench' })
    process.send?.('touched')
  })
  return { address: running.address, name: 'cm0', password }
}

/** A bare route: the rows that the caseload's rules need for these patients, and JSON.stringify. */
export async function serveFloor(file: string) {
  const db = new Database(file, { readonly: true })
  db.pragma('cache_size = -65536')
  const episodes = db.prepare(`select e.* from care_team t join episodes e using (episode_id)
    where t.staff_id = 'cm0' and t.role = 'care_manager' and e.closed_on is null`)
  const own = (['patients', ...patientRecords] as const)
    .filter((record) => record !== 'episodes')
    .map((record) => {
      const by = 'patient_id' in columnsOf[record] ? 'patient_id' : 'episode_id'
      const list = Object.keys(columnsOf[record]).join(', ')
      return { record, by, found: db.prepare(`select ${list} from "${record}" where ${by} = ?`) }
    })
  const meetings = db.prepare(`select * from meetings where care_manager_id = 'cm0'`)
  const app = Fastify()
  app.get('/caseload', (_request, reply) => {
    const rows = (episodes.all() as Record<string, unknown>[]).map((episode) => {
      const chart: Record<string, unknown> = { episode }
      for (const { record, by, found } of own) chart[record] = found.all(episode[by])
      return chart
    })
    void reply.type('application/json').send(JSON.stringify({ rows, meetings: meetings.all() }))
  })
  process.on('message', () => process.exit(0))
  return { address: await app.listen({ host: '127.0.0.1', port: 0 }) }
}

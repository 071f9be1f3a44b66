/** Another process at the same file: `open URL` opens it, `import URL` imports without end. */
import { openRegistry } from '../../../db/index.ts'
import { instant } from '../../../server/domain/zone.ts'
import { storing } from '../../support/rows.ts'

const [, , task, url = ''] = process.argv
const registry = await openRegistry(url)

async function* endless() {
  for (let number = 1; ; number++) {
    if (number === 5000) process.stdout.write('under way\n')
    yield storing('activities', { activity_id: `a${number}` })
  }
}

if (task === 'open') {
  process.stdout.write(`opened ${await registry.facts.fact('registry_id')}\n`)
  await registry.close()
} else
  await registry.commit({
    changes: endless(),
    actor: { who: 'operator:test', role: 'operator' },
    at: instant('2026-03-09T07:30:00Z'),
    reason: 'import',
  })

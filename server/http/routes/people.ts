/** Who and what there is to choose from. Nothing of a patient. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { PeopleView } from '../../contract/people.ts'
import { NoQuery } from '../../contract/words.ts'
import { treatingRoles } from '../../domain/permissions.ts'
import type { RecordName, RowOf } from '../../domain/records/index.ts'
import type { Registry } from '../../domain/registry.ts'
import type { Lookups } from '../../use-cases/lookups.ts'

interface Parts {
  readonly registry: Pick<Registry, 'rows'>
  readonly lookups: Lookups
}

export const peopleRoutes: FastifyPluginAsyncZod<Parts> = async (app, { registry, lookups }) => {
  const all = async <R extends RecordName>(record: R): Promise<RowOf<R>[]> => {
    const rows: RowOf<R>[] = []
    for await (const row of registry.rows(record)) rows.push(row)
    return rows
  }
  app.get(
    '/api/people',
    {
      config: { access: { roles: treatingRoles, what: 'people', shows: 'nothing' } },
      schema: {
        summary: 'Staff, clinics and payers, to choose from',
        querystring: NoQuery,
        response: { 200: PeopleView },
      },
    },
    async () => ({
      staff: [...(await lookups.people())],
      clinics: await all('clinics'),
      payers: await all('payers'),
    }),
  )
}

/** The privacy officer's desk for rights: emergencies to be looked at, and what holds for a time. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { GrantView } from '../../../server/contract/grants.ts'
import { grantsQuery } from '../../api/grants.ts'
import { Empty, Skeleton, Trouble } from '../../components/states.tsx'
import { Glyph } from '../../components/symbols.tsx'
import '../../theme/patient.css'
import '../../theme/forms.css'
import '../../theme/administration.css'
import { GrantDeed } from './deed.tsx'
import { NewGrantDialog } from './new-grant.tsx'
import { GrantTable } from './table.tsx'

type Opened = 'new' | { readonly of: GrantView; readonly deed: 'revocation' | 'review' } | null

export function GrantsPage() {
  const { data, isError, isPending, error, refetch } = useQuery(grantsQuery)
  const [opened, setOpened] = useState<Opened>(null)
  if (isError) return <Trouble error={error} retry={refetch} />
  if (isPending) return <Skeleton what="grants and emergencies" lines={8} />
  const open = data.grants.filter(({ review }) => review === 'open' || review === 'overdue')
  const overdue = open.filter(({ review }) => review === 'overdue').length
  const rest = data.grants.filter((one) => !open.includes(one))
  const close = () => setOpened(null)
  return (
    <section className="administration grants stack" aria-labelledby="grants">
      <h1 id="grants">Grants and emergencies</h1>
      <section className="stack" aria-labelledby="emergencies">
        <h2 id="emergencies">Emergencies to review</h2>
        {open.length === 0 ? (
          <Empty>Nobody broke the glass since you last looked.</Empty>
        ) : (
          <>
            <p className={overdue > 0 ? 'warning' : 'quiet'} role="status">
              {open.length === 1 ? '1 emergency' : `${open.length} emergencies`} to review within 72
              hours
              {overdue > 0 && `; ${overdue} overdue`}.
            </p>
            <GrantTable
              grants={open}
              does="Review"
              onDo={(of) => setOpened({ of, deed: 'review' })}
            />
          </>
        )}
      </section>
      <section className="stack" aria-labelledby="given">
        <div className="row">
          <h2 id="given">What was granted</h2>
          <button type="button" className="button primary" onClick={() => setOpened('new')}>
            <Glyph name="add" /> Grant
          </button>
        </div>
        {rest.length === 0 ? (
          <Empty>Audit requests and grants of substance-use records will be listed here.</Empty>
        ) : (
          <GrantTable
            grants={rest}
            does="Take back"
            onDo={(of) => setOpened({ of, deed: 'revocation' })}
          />
        )}
      </section>
      {opened === 'new' && <NewGrantDialog people={data.people} onClose={close} />}
      {opened !== null && opened !== 'new' && <GrantDeed {...opened} onClose={close} />}
    </section>
  )
}

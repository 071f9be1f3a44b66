/** Staff, clinics, payers, policies, caseload rules, covering, accounts, sessions, keys: no patient data at all. */
import { useQuery } from '@tanstack/react-query'
import { Link, Route, Switch } from 'wouter'
import { administered } from '../../../server/contract/administration.ts'
import { administrationQuery } from '../../api/administration.ts'
import { Empty, Skeleton, Trouble } from '../../components/states.tsx'
import '../../theme/patient.css'
import '../../theme/administration.css'
import { Accounts } from './accounts.tsx'
import { MachineKeys } from './machine-keys.tsx'
import { Records } from './records.tsx'
import { Sessions } from './sessions.tsx'
import { tabs } from './texts.ts'

export function AdministrationPage() {
  return (
    <section className="administration stack" aria-labelledby="administration">
      <h1 id="administration">Administration</h1>
      <Route path="/administration/:tab?">
        {({ tab = 'staff' }) => (
          <>
            <Tabs at={tab} />
            <Room tab={tab} />
          </>
        )}
      </Route>
    </section>
  )
}

function Tabs({ at }: { readonly at: string }) {
  return (
    <nav className="tabs" aria-label="What is administered">
      {tabs.map(([tab, says]) => (
        <Link
          key={tab}
          href={`/administration/${tab}`}
          aria-current={tab === at ? 'page' : undefined}
        >
          {says}
        </Link>
      ))}
    </nav>
  )
}

function Room({ tab }: { readonly tab: string }) {
  if (tab === 'sessions') return <Sessions />
  if (tab === 'machine-keys') return <MachineKeys />
  return <Administered tab={tab} />
}

function Administered({ tab }: { readonly tab: string }) {
  const { data, isError, isPending, error, refetch } = useQuery(administrationQuery)
  if (isError) return <Trouble error={error} retry={refetch} />
  if (isPending) return <Skeleton what="the administration" />
  const record = administered.find((one) => one === tab)
  return (
    <Switch>
      <Route path="/administration/accounts">
        <Accounts view={data} />
      </Route>
      <Route>
        {record ? (
          <Records key={record} record={record} view={data} />
        ) : (
          <Empty>There is nothing at this address. Choose one of the above.</Empty>
        )}
      </Route>
    </Switch>
  )
}

/** The application: who is signed in decides between the sign-in page and the frame. */
import { useQuery } from '@tanstack/react-query'
import { Redirect, Route, Switch } from 'wouter'
import { sessionQuery } from './api/queries.ts'
import { Frame } from './components/frame.tsx'
import { Trouble, Waiting } from './components/states.tsx'
import { CaseloadPage } from './pages/caseload.tsx'
import { MonthPage } from './pages/month.tsx'
import { SignInPage } from './pages/sign-in.tsx'

export function App() {
  const session = useQuery(sessionQuery)
  if (session.isPending) return <Waiting what="your session" />
  if (session.isError) return <Trouble error={session.error} retry={session.refetch} />
  if (session.data === null) return <SignInPage />
  return (
    <Frame session={session.data}>
      <Switch>
        <Route path="/caseload">
          <CaseloadPage />
        </Route>
        <Route path="/patients/:patient/months/:month">
          {({ patient, month }) => <MonthPage patient={patient} month={month} />}
        </Route>
        <Route>
          <Redirect to="/caseload" replace />
        </Route>
      </Switch>
    </Frame>
  )
}

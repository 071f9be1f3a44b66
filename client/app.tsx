/** The application: who is signed in decides between the sign-in page and the frame. */
import { useQuery } from '@tanstack/react-query'
import { Suspense } from 'react'
import { Redirect, Route, Switch } from 'wouter'
import type { SessionView } from '../server/contract/session.ts'
import { sessionQuery } from './api/queries.ts'
import { Beside } from './components/beside/index.tsx'
import { useLastSession } from './components/frame/last-session.ts'
import { Frame } from './components/frame.tsx'
import { Empty, Skeleton, Trouble, Waiting } from './components/states.tsx'
import { SignInPage } from './pages/sign-in.tsx'
import { homeOf, page, screensOf } from './screens.tsx'

/** Screens that the rail does not name: one comes to them from a patient. */
const PatientPage = page(() => import('./pages/patient/page.tsx').then((file) => file.PatientPage))
const SheetPage = page(() => import('./pages/patient/sheet.tsx').then((file) => file.SheetPage))
const MonthPage = page(() => import('./pages/month.tsx').then((file) => file.MonthPage))
const ClosePage = page(() => import('./pages/close/index.tsx').then((file) => file.ClosePage))
const AuditSheetPage = page(() =>
  import('./pages/audit-export/index.tsx').then((file) => file.AuditSheetPage),
)
const AccountPage = page(() => import('./pages/account/index.tsx').then((file) => file.AccountPage))

const FinishPage = page(() =>
  import('./pages/sign-in-finish.tsx').then((file) => file.FinishSignIn),
)

export function App() {
  const session = useQuery(sessionQuery)
  const last = useLastSession(session.data)
  if (session.isPending) return <Waiting what="your session" />
  if (session.data?.unfinished)
    return (
      <Suspense fallback={<Skeleton what="the next step" />}>
        <FinishPage session={session.data} />
      </Suspense>
    )
  if (last) {
    const who = `${last.staff ?? last.name} ${last.role}`
    return (
      // somebody else who signs in gets a screen of their own
      <Frame
        key={who}
        session={last}
        covered={session.data === null}
        screens={screensOf(last.role)}
      >
        <Suspense fallback={<Skeleton what="the screen" />}>
          <Screens session={last} />
        </Suspense>
      </Frame>
    )
  }
  if (session.isError) return <Trouble error={session.error} retry={session.refetch} />
  return <SignInPage />
}

function Screens({ session }: { readonly session: SessionView }) {
  const home = homeOf(session.role)
  return (
    <Switch>
      {screensOf(session.role).map(
        ({ path, Page }) =>
          Page && (
            <Route key={path} path={`${path}/*?`}>
              <Page />
            </Route>
          ),
      )}
      <Route path="/patients/:patient">
        {({ patient }) => (
          <Beside patient={patient} pathOf={(next) => `/patients/${next}`}>
            <PatientPage patient={patient} />
          </Beside>
        )}
      </Route>
      <Route path="/patients/:patient/sheet">
        {({ patient }) => <SheetPage patient={patient} />}
      </Route>
      <Route path="/patients/:patient/close">
        {({ patient }) => <ClosePage patient={patient} />}
      </Route>
      <Route path="/audit-sheets/:patient/:month">
        {({ patient, month }) => <AuditSheetPage patient={patient} month={month} />}
      </Route>
      <Route path="/account">
        <AccountPage />
      </Route>
      <Route path="/patients/:patient/months/:month">
        {({ patient, month }) => (
          <Beside patient={patient} pathOf={(next) => `/patients/${next}/months/${month}`}>
            <MonthPage patient={patient} month={month} />
          </Beside>
        )}
      </Route>
      <Route>
        {home ? (
          <Redirect to={home} replace />
        ) : (
          <Empty>No screen is made for your role yet.</Empty>
        )}
      </Route>
    </Switch>
  )
}

/** What stands in the place of a covered screen: nobody's data, and the way back in. */
import { useQueryClient } from '@tanstack/react-query'
import { createPortal } from 'react-dom'
import type { SessionView } from '../../../server/contract/session.ts'
import { sessionQuery } from '../../api/queries.ts'
import { forgetKept } from '../kept.ts'
import { SignInForm } from '../sign-in-form.tsx'
import { preferences } from './preferences.ts'

/** All that screens hold; who is signed in is the frame's. */
const isOfScreens = ({ queryKey }: { readonly queryKey: readonly unknown[] }): boolean =>
  queryKey[0] !== 'session'

export function Cover({ session }: { readonly session: SessionView }) {
  const queries = useQueryClient()
  const enter = (entered: SessionView): void => {
    const same = entered.staff === session.staff && entered.name === session.name
    if (!same) {
      queries.removeQueries({ predicate: isOfScreens })
      forgetKept()
      preferences.forget()
      window.history.replaceState(null, '', '/')
    }
    queries.setQueryData(sessionQuery.queryKey, entered)
    // what stood on the screen may have been refused or have grown old meanwhile
    if (same) queries.invalidateQueries({ predicate: isOfScreens })
  }
  return createPortal(
    // in the top layer, or an open dialog would hide it from keyboard and screen reader
    <main className="sign-in" data-cover="" data-react-aria-top-layer="true">
      <SignInForm
        heading="The screen is locked"
        says={`${session.name}: sign in again to go on where you were. Nothing typed is lost.`}
        onSignedIn={enter}
      />
    </main>,
    document.body,
  )
}

/** Signing in. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { healthQuery, sessionQuery } from '../api/queries.ts'
import { SignInForm } from '../components/sign-in-form.tsx'

export function SignInPage() {
  const queries = useQueryClient()
  const { data } = useQuery(healthQuery)
  return (
    <main className="sign-in">
      <SignInForm
        heading="Collaborative Care registry"
        {...(data?.demo ? { says: 'Demonstration: every person in it is invented.' } : {})}
        onSignedIn={(session) => queries.setQueryData(sessionQuery.queryKey, session)}
      />
    </main>
  )
}

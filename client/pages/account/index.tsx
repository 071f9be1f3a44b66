/** One's own account: who one is here, password, second factors, sessions, the keys of the screens. */
import { useQuery } from '@tanstack/react-query'
import { ownAccountQuery } from '../../api/administration.ts'
import { preferences, usePreferences } from '../../components/frame/preferences.ts'
import { Skeleton, Trouble } from '../../components/states.tsx'
import { words } from '../../components/words.ts'
import '../../theme/patient.css'
import '../../theme/administration.css'
import '../../theme/forms.css'
import { SecondFactors } from './factors.tsx'
import { PasswordForm } from './password-form.tsx'
import { OwnSessions } from './sessions.tsx'

export function AccountPage() {
  const { data, isError, isPending, error, refetch } = useQuery(ownAccountQuery)
  if (isError) return <Trouble error={error} retry={refetch} />
  if (isPending) return <Skeleton what="your account" lines={8} />
  return (
    <article className="account stack">
      <h1>Your account</h1>
      <section className="panel stack" aria-labelledby="who">
        <h2 id="who">Who you are here</h2>
        <dl>
          <div>
            <dt className="quiet">Name</dt>
            <dd>{data.name}</dd>
          </div>
          <div>
            <dt className="quiet">Role</dt>
            <dd>{words(data.role)}</dd>
          </div>
          <div>
            <dt className="quiet">Sign-in name</dt>
            <dd>{data.sign_in_name}</dd>
          </div>
        </dl>
      </section>
      <section className="panel stack" aria-labelledby="password">
        <h2 id="password">Password</h2>
        <PasswordForm signInName={data.sign_in_name} minimum={data.password_minimum} />
      </section>
      <section className="panel stack" aria-labelledby="factors">
        <h2 id="factors">Second factor</h2>
        <SecondFactors account={data} />
      </section>
      <OwnSessions sessions={data.sessions} />
      <Keys />
    </article>
  )
}

function Keys() {
  const { single_keys } = usePreferences()
  return (
    <section className="panel stack" aria-labelledby="keys">
      <h2 id="keys">Keys</h2>
      <label className="row">
        <input
          type="checkbox"
          checked={single_keys}
          onChange={(event) => preferences.change({ single_keys: event.target.checked })}
        />
        Single keys such as j, k, s, c and ? work without Ctrl or Alt
      </label>
      <p className="quiet small">
        Press <kbd>?</kbd> on any screen for every key there is. Until you sign out, this holds on
        this computer only.
      </p>
    </section>
  )
}

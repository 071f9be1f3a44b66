/** Views of the caseload as tabs: everybody's, and one's own. */
import { type FormEvent, useId } from 'react'
import { useKeepViews, useKeptViews } from '../api/desk.ts'
import { PopUp } from '../components/pop-up.tsx'
import { Glyph } from '../components/symbols.tsx'
import {
  type CaseloadState,
  isSame,
  ownViews,
  type SavedView,
  viewsFrom,
} from './caseload-state.ts'

const screen = 'caseload'

export function Views({
  state,
  show,
}: {
  readonly state: CaseloadState
  readonly show: (state: CaseloadState) => void
}) {
  const kept = useKeptViews(screen)
  const keep = useKeepViews(screen)
  const saved = viewsFrom(kept)
  const keepThese = (views: readonly SavedView[]): void => keep.mutate({ views: asJson(views) })
  return (
    <nav className="views" aria-label="Views">
      {ownViews.map((view) => (
        <Tab key={view.name} view={view} state={state} show={show} />
      ))}
      {saved.map((view) => (
        <span key={view.name} className="saved">
          <Tab view={view} state={state} show={show} />
          <button
            type="button"
            className="icon-button"
            onClick={() => keepThese(saved.filter(({ name }) => name !== view.name))}
          >
            <Glyph name="close" label={`Remove the view ${view.name}`} />
          </button>
        </span>
      ))}
      <PopUp words="Save as a view" glyph="add" isBare>
        {(close) => (
          <NewView
            add={(name) => {
              keepThese([...saved.filter((one) => one.name !== name), { name, state }])
              close()
            }}
          />
        )}
      </PopUp>
    </nav>
  )
}

/** A view is nothing but text, lists and switches. */
const asJson = (views: readonly SavedView[]) => JSON.parse(JSON.stringify(views)) as never

function Tab({
  view,
  state,
  show,
}: {
  readonly view: SavedView
  readonly state: CaseloadState
  readonly show: (state: CaseloadState) => void
}) {
  return (
    <button
      type="button"
      className="tab"
      aria-pressed={isSame(state, view.state)}
      onClick={() => show(view.state)}
    >
      {view.name}
    </button>
  )
}

function NewView({ add }: { readonly add: (name: string) => void }) {
  const id = useId()
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const name = String(new FormData(event.currentTarget).get('name')).trim()
    if (name !== '') add(name)
    event.currentTarget.reset()
  }
  return (
    <form className="row" onSubmit={submit}>
      <label htmlFor={id}>Name</label>
      <input id={id} name="name" maxLength={30} required autoComplete="off" />
      <button type="submit" className="button primary">
        Save
      </button>
    </form>
  )
}

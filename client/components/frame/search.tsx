/** Search from anywhere: a part of a name, an MRN or a birth date. The text travels in a body. */
import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, lazy, Suspense, useEffect, useId, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import type { SearchView } from '../../../server/contract/enrollment.ts'
import { searchPatients } from '../../api/records.ts'
import { useKeys } from '../keys.ts'
import { Glyph } from '../symbols.tsx'
import { shownDay } from '../words.ts'

type Found = SearchView['rows'][number]

const EmergencyDialog = lazy(async () => ({
  default: (await import('../../pages/grants/emergency.tsx')).EmergencyDialog,
}))

/** How long somebody may think between two letters before the server is asked. */
const pause = 180

export function SearchBox() {
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState(0)
  const [open, setOpen] = useState(false)
  const [emergency, setEmergency] = useState(false)
  const [, navigate] = useLocation()
  const list = useId()
  const input = useRef<HTMLInputElement>(null)
  const search = useSearch(text)
  useKeys({ '/': () => input.current?.focus() })
  const rows = search.data?.rows ?? []
  const leave = (): void => {
    setOpen(false)
    setText('')
  }
  const go = (found: Found | undefined): void => {
    if (!found) return
    leave()
    input.current?.blur()
    navigate(`/patients/${found.patient}`)
  }
  const pressed = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step === undefined && event.key !== 'Enter' && event.key !== 'Escape') return
    event.preventDefault()
    if (step !== undefined) setChosen(Math.min(Math.max(chosen + step, 0), rows.length - 1))
    else if (event.key === 'Enter') go(rows[chosen])
    else {
      leave()
      input.current?.blur()
    }
  }
  const isOpen = open && text.trim().length > 1
  return (
    <search className="search">
      <Glyph name="search" />
      <input
        ref={input}
        type="text"
        role="combobox"
        aria-label="Search patients"
        aria-expanded={isOpen}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={isOpen && rows[chosen] ? `${list}-${chosen}` : undefined}
        autoComplete="off"
        spellCheck={false}
        placeholder="Search: name, MRN, birth date"
        value={text}
        onChange={(event) => {
          setText(event.target.value)
          setChosen(0)
          setOpen(true)
        }}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={pressed}
      />
      <span className="key" aria-hidden="true">
        /
      </span>
      {isOpen && (
        <Results
          list={list}
          search={search}
          chosen={chosen}
          go={go}
          emergency={() => {
            leave()
            setEmergency(true)
          }}
        />
      )}
      {emergency && (
        <Suspense fallback={null}>
          <EmergencyDialog
            onOpened={({ patient }) => {
              setEmergency(false)
              navigate(`/patients/${patient}`)
            }}
            onClose={() => setEmergency(false)}
          />
        </Suspense>
      )}
    </search>
  )
}

/** Asks once the typing pauses; an answer to older letters is thrown away. */
function useSearch(text: string) {
  const [asked, setAsked] = useState('')
  useEffect(() => {
    const timer = window.setTimeout(() => setAsked(text.trim()), pause)
    return () => window.clearTimeout(timer)
  }, [text])
  return useQuery({
    queryKey: ['search', asked],
    queryFn: ({ signal }) => searchPatients(asked, signal),
    enabled: asked.length > 1,
    retry: false,
    gcTime: 0,
  })
}

function Results({
  list,
  search: { data, isError, error },
  chosen,
  go,
  emergency,
}: {
  readonly list: string
  readonly search: ReturnType<typeof useSearch>
  readonly chosen: number
  readonly go: (found: Found) => void
  readonly emergency: () => void
}) {
  const says = isError
    ? error.message
    : !data
      ? 'Searching …'
      : data.rows.length === 0
        ? 'Nobody within your reach has such a name, MRN or birth date.'
        : data.more
          ? 'There are more: write more of the name.'
          : ''
  return (
    <div className="results">
      <div id={list} role="listbox" aria-label="Patients found">
        {data?.rows.map((found, place) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the box above
          <div
            key={found.patient}
            id={`${list}-${place}`}
            role="option"
            tabIndex={-1}
            aria-selected={place === chosen}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => go(found)}
          >
            <strong>
              {found.family_name}, {found.given_name}
            </strong>{' '}
            <span className="quiet">
              {shownDay(found.birth_date)} · {found.mrn}
              {found.open ? '' : ' · not in care now'}
            </span>
          </div>
        ))}
      </div>
      <p className="quiet" role="status">
        {says}
      </p>
      {data?.rows.length === 0 && (
        <button
          type="button"
          className="link-button"
          onMouseDown={(event) => event.preventDefault()}
          onClick={emergency}
        >
          An emergency of somebody else’s patient …
        </button>
      )}
    </div>
  )
}

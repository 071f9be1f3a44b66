/** The list beside the sheet: one's own moves first, then the others by what they wait for. */
import { useEffect, useRef } from 'react'
import type { Recommendation } from '../../../server/contract/recommendations.ts'
import { ScoreMark } from '../../components/severity.tsx'
import { Glyph } from '../../components/symbols.tsx'
import { shownDay } from '../../components/words.ts'
import { nameIn, stepWords } from './words.ts'

export function RecommendationList({
  listed,
  shown,
  doneCount,
  isDoneShown,
  onShow,
  onDone,
}: {
  readonly listed: readonly Recommendation[]
  readonly shown: string
  readonly doneCount: number
  readonly isDoneShown: boolean
  readonly onShow: (key: string) => void
  readonly onDone: (shown: boolean) => void
}) {
  return (
    <nav className="lines" aria-label="Recommendations">
      {groupsOf(listed).map(([says, some]) => (
        <section key={says} aria-label={says}>
          <h2>
            {says} <span className="quiet">{some.length}</span>
          </h2>
          <ol>
            {some.map((one) => (
              <Line
                key={one.key}
                one={one}
                isShown={one.key === shown}
                onShow={() => onShow(one.key)}
              />
            ))}
          </ol>
        </section>
      ))}
      {doneCount > 0 && doneCount < listed.length + (isDoneShown ? 0 : doneCount) && (
        <p className="more">
          <button type="button" className="button" onClick={() => onDone(!isDoneShown)}>
            {isDoneShown ? 'Hide what is done' : `Show what is done (${doneCount})`}
          </button>
        </p>
      )}
    </nav>
  )
}

type Groups = readonly (readonly [says: string, some: readonly Recommendation[]])[]

function groupsOf(listed: readonly Recommendation[]): Groups {
  const says = ({ mine, step }: Recommendation) => (mine ? 'Your move' : stepWords[step])
  return [...new Set(listed.map(says))].map((name) => [
    name,
    listed.filter((one) => says(one) === name),
  ])
}

function Line({
  one,
  isShown,
  onShow,
}: {
  readonly one: Recommendation
  readonly isShown: boolean
  readonly onShow: () => void
}) {
  const line = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (isShown) line.current?.scrollIntoView({ block: 'nearest' })
  }, [isShown])
  const { review, instrument, before, after, step, since, overdue } = one
  return (
    <li>
      <button ref={line} type="button" aria-current={isShown || undefined} onClick={onShow}>
        <span className="who">{nameIn(one)}</span>
        <span className="scores">
          <ScoreMark instrument={instrument} total={before?.total ?? null} why="no score before" />
          <Glyph name="open" label="then" />
          <ScoreMark instrument={instrument} total={after?.total ?? null} why="no score yet" />
        </span>
        <span className="what">{review.recommendation}</span>
        <span className={overdue ? 'state-line overdue' : 'state-line quiet'}>
          {overdue && <Glyph name="warning" label="overdue" />} {stepWords[step]} since{' '}
          {shownDay(since)}
        </span>
      </button>
    </li>
  )
}

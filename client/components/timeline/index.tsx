/** Everything that happened, latest first; kinds can be left out. Long ones keep few rows alive. */
import { useVirtualizer } from '@tanstack/react-virtual'
import { useMemo, useRef, useState } from 'react'
import type { Chart } from '../../../server/contract/patients.ts'
import { shownDay, titled } from '../words.ts'
import { type Happening, type HappeningKind, happeningKinds } from './happening.ts'
import { happeningsOf } from './happenings.ts'

export function Timeline({
  chart,
  nameOf,
}: {
  readonly chart: Chart
  readonly nameOf: (staffId: string) => string
}) {
  const all = useMemo(() => happeningsOf(chart), [chart])
  const [left, setLeft] = useState<ReadonlySet<HappeningKind>>(new Set())
  const shown = useMemo(() => all.filter(({ kind }) => !left.has(kind)), [all, left])
  const toggled = (kind: HappeningKind) => {
    const next = new Set(left)
    if (!next.delete(kind)) next.add(kind)
    setLeft(next)
  }
  return (
    <section className="timeline" aria-labelledby="timeline">
      <h2 id="timeline">Timeline</h2>
      <fieldset className="choices">
        <legend className="hidden-visually">Kinds shown</legend>
        {happeningKinds
          .filter((kind) => all.some((one) => one.kind === kind))
          .map((kind) => (
            <button
              key={kind}
              type="button"
              className="button small"
              aria-pressed={!left.has(kind)}
              onClick={() => toggled(kind)}
            >
              {titled(kind)}
            </button>
          ))}
      </fieldset>
      {shown.length === 0 ? (
        <p className="quiet">Nothing of these kinds yet.</p>
      ) : (
        <Rows shown={shown} nameOf={nameOf} />
      )}
    </section>
  )
}

const rowHeight = 40

function Rows({
  shown,
  nameOf,
}: {
  readonly shown: readonly Happening[]
  readonly nameOf: (staffId: string) => string
}) {
  const scroll = useRef<HTMLDivElement>(null)
  const rows = useVirtualizer({
    count: shown.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    getItemKey: (at) => shown[at]!.id,
  })
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no mouse must scroll it too
    <section className="happenings" ref={scroll} tabIndex={0} aria-label="What happened">
      <ol style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ key, index, start, size }) => {
          const one = shown[index]!
          return (
            <li
              key={key}
              aria-setsize={shown.length}
              aria-posinset={index + 1}
              style={{ height: size, transform: `translateY(${start}px)` }}
            >
              <Line one={one} who={one.who === null ? null : nameOf(one.who)} />
            </li>
          )
        })}
      </ol>
    </section>
  )
}

function Line({ one, who }: { readonly one: Happening; readonly who: string | null }) {
  return (
    <>
      <span className="when">
        {shownDay(one.at.slice(0, 10))}
        <span className="quiet small">{one.at.slice(11, 16)}</span>
      </span>
      <span className={`kind ${one.kind.replace(' ', '-')}`}>{titled(one.kind)}</span>
      <span className="what" title={one.detail ? `${one.says}\n${one.detail}` : one.says}>
        <span className="said">{one.says}</span>
        <span className="quiet small said">{[who, one.detail].filter(Boolean).join(' · ')}</span>
      </span>
    </>
  )
}

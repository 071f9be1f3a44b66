/** The lines, of which only those near the window are in the document where there are many. */
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, type RefObject, useCallback, useRef } from 'react'
import { workKindNames } from '../../../server/domain/caseload/work-kind.ts'
import { usePrinting } from '../../components/windowed.ts'
import { keyOfLine, type Line } from './entries.ts'

/** As --work-row and --work-heading of worklist.css. */
const rowHeight = 41
const headingHeight = 30
const fewLines = 60

export interface Lines {
  readonly scroll: RefObject<HTMLDivElement | null>
  readonly element: ReactNode
  readonly show: (index: number) => void
}

/** @param pinned ids of lines that hold what somebody types: they are never taken out */
export function useLines(
  lines: readonly Line[],
  pinned: ReadonlySet<string>,
  draw: (line: Extract<Line, { is: 'entry' }>) => ReactNode,
): Lines {
  const scroll = useRef<HTMLDivElement>(null)
  const isWhole = usePrinting() || lines.length <= fewLines
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroll.current,
    estimateSize: (index) => (lines[index]?.is === 'heading' ? headingHeight : rowHeight),
    getItemKey: (index) => keyOfLine(lines[index]!),
    overscan: 12,
    rangeExtractor: useCallback(
      (range: Parameters<typeof defaultRangeExtractor>[0]) => {
        const kept = lines.flatMap((line, index) => (pinned.has(keyOfLine(line)) ? [index] : []))
        return [...new Set([...defaultRangeExtractor(range), ...kept])].sort((a, b) => a - b)
      },
      [lines, pinned],
    ),
  })
  const items = isWhole
    ? lines.map((_, index) => ({ index, start: null }))
    : virtual.getVirtualItems()
  const element = (
    <div
      className={isWhole ? 'lines' : 'lines windowed'}
      style={isWhole ? undefined : { height: virtual.getTotalSize() }}
    >
      {items.map(({ index, start }) => {
        const line = lines[index]!
        return (
          <div
            key={keyOfLine(line)}
            data-index={index}
            ref={isWhole ? null : virtual.measureElement}
            style={start === null ? undefined : { transform: `translateY(${start}px)` }}
          >
            {line.is === 'heading' ? (
              <h2 className="work-kind">
                {workKindNames[line.kind]} <span className="count">{line.count}</span>
              </h2>
            ) : (
              draw(line)
            )}
          </div>
        )
      })}
    </div>
  )
  const show = (index: number): void => {
    if (!isWhole) virtual.scrollToIndex(index, { align: 'auto' })
    else
      scroll.current?.querySelector(`[data-index="${index}"]`)?.scrollIntoView({ block: 'nearest' })
  }
  return { scroll, element, show }
}

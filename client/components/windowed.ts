/** Long lists of equal rows: only what is near the window is in the document; on paper, everything. */
import { useVirtualizer } from '@tanstack/react-virtual'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'

/** Fewer rows than this are all drawn: a window would only get in the way of finding on the page. */
const fewRows = 60
const overscan = 6

export interface Windowed {
  /** Of the element that scrolls. */
  readonly scroll: RefObject<HTMLDivElement | null>
  /** The rows to draw: from the first to before the last, and the empty height around them. */
  readonly from: number
  readonly to: number
  readonly above: number
  readonly below: number
  readonly show: (index: number) => void
}

/** @param rowHeight in pixels, the same for all, the sticky header included */
export function useWindowed(count: number, rowHeight: number): Windowed {
  const scroll = useRef<HTMLDivElement>(null)
  const whole = usePrinting() || count <= fewRows
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroll.current,
    estimateSize: () => rowHeight,
    overscan,
    // the sticky header lies over the first row's height
    scrollPaddingEnd: rowHeight * 2,
  })
  const rows = virtual.getVirtualItems()
  const from = whole ? 0 : (rows[0]?.index ?? 0)
  const to = whole ? count : (rows.at(-1)?.index ?? -1) + 1
  return {
    scroll,
    from,
    to,
    above: from * rowHeight,
    below: (count - to) * rowHeight,
    show: (index) => virtual.scrollToIndex(index, { align: 'auto' }),
  }
}

/** True while the page is printed or shown before printing. */
export function usePrinting(): boolean {
  const [printing, setPrinting] = useState(false)
  useEffect(() => {
    const paper = window.matchMedia('print')
    const changed = (): void => flushSync(() => setPrinting(paper.matches))
    const before = (): void => flushSync(() => setPrinting(true))
    paper.addEventListener('change', changed)
    window.addEventListener('beforeprint', before)
    window.addEventListener('afterprint', changed)
    return () => {
      paper.removeEventListener('change', changed)
      window.removeEventListener('beforeprint', before)
      window.removeEventListener('afterprint', changed)
    }
  }, [])
  return printing
}

/** Which month the measures are of. */
import { useLocation } from 'wouter'
import { addMonths, calendarMonth } from '../../../server/domain/calendar.ts'
import { Glyph } from '../../components/symbols.tsx'
import { shownMonth } from '../../components/words.ts'

/** The month before and after, and any other. */
export function Months({ month, last }: { readonly month: string; readonly last: string }) {
  const [, navigate] = useLocation()
  const to = (by: number) => navigate(`/measures/${addMonths(calendarMonth(month), by)}`)
  const choices = Array.from({ length: 24 }, (_, back) => addMonths(calendarMonth(last), -back))
  const all = (choices as readonly string[]).includes(month) ? choices : [month, ...choices]
  return (
    <nav className="row months" aria-label="Months">
      <button type="button" className="icon-button" title="The month before" onClick={() => to(-1)}>
        <Glyph name="open" label="The month before" />
      </button>
      <label>
        <span className="hidden-visually">Month</span>
        <select value={month} onChange={(event) => navigate(`/measures/${event.target.value}`)}>
          {all.map((one) => (
            <option key={one} value={one}>
              {shownMonth(one)}
            </option>
          ))}
        </select>
      </label>
      <button
        type="button"
        className="icon-button"
        title="The month after"
        disabled={month >= last}
        onClick={() => to(1)}
      >
        <Glyph name="open" label="The month after" />
      </button>
    </nav>
  )
}

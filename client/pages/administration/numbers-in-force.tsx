/** Every number of the caseload's rules: by default, today, and from later days on. */
import type { CalendarDay } from '../../../server/domain/calendar.ts'
import { caseloadDefaults, numberNames } from '../../../server/domain/caseload/numbers.ts'
import { inForce } from '../../../server/domain/caseload/numbers-on.ts'
import type { AnyRow, SiteNumber } from '../../../server/domain/records/index.ts'
import { useServerNow } from '../../components/server-now.ts'
import { shownDay, titled } from '../../components/words.ts'

export function NumbersInForce({
  site,
  onSet,
}: {
  readonly site: readonly SiteNumber[]
  /** Begins a new number with what is known of it. */
  readonly onSet: (given: AnyRow) => void
}) {
  const now = useServerNow()
  const today = new Date(now()).toLocaleDateString('sv-SE') as CalendarDay // YYYY-MM-DD
  const held = inForce(today, site)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
    <section className="scroll" aria-label="Caseload rules" tabIndex={0}>
      <table className="numbers-in-force">
        <thead>
          <tr>
            <th scope="col">Number</th>
            <th scope="col">Rule</th>
            <th scope="col">Unit</th>
            <th scope="col">Default</th>
            <th scope="col">Today</th>
            <th scope="col">Later</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {numberNames.map((name) => {
            const { value, unit, source } = caseloadDefaults[name]
            const own = held.get(name)
            const later = site.filter((one) => one.name === name && one.effective_from > today)
            return (
              <tr key={name}>
                <th scope="row">{titled(name)}</th>
                <td title={source}>{source.replace(/^review\.md,? /, '')}</td>
                <td>{unit}</td>
                <td>{value}</td>
                <td title={own?.reason}>{own ? <Own one={own} /> : value}</td>
                <td>{later.length === 0 ? '–' : later.map(saidOf).join('; ')}</td>
                <td className="does">
                  <button
                    type="button"
                    className="button"
                    onClick={() => onSet({ name, value: own?.value ?? value })}
                  >
                    Set<span className="hidden-visually"> {titled(name)}</span>
                  </button>
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}

const saidOf = ({ value, effective_from }: SiteNumber): string =>
  `${value} from ${shownDay(effective_from)}`

/** The site's own, told apart from a default by its day and not by its weight alone. */
const Own = ({ one }: { readonly one: SiteNumber }) => (
  <>
    <strong>{one.value}</strong> since {shownDay(one.effective_from)}
  </>
)

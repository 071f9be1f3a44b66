/** The quality measures that want a score of this patient: until when, and what came too early. */
import type { PatientView } from '../../../server/contract/patients.ts'
import { Glyph } from '../../components/symbols.tsx'
import { shownDay, withDays } from '../../components/words.ts'
import { useHere } from './here.ts'

export function Countdowns() {
  const { view } = useHere()
  if (view.countdowns.length === 0) return null
  return (
    <section className="countdowns" aria-labelledby="countdowns">
      <h2 id="countdowns">Quality measures</h2>
      <ul>
        {view.countdowns.map((one) => (
          <Countdown key={`${one.measure} ${one.window.from}`} one={one} />
        ))}
      </ul>
    </section>
  )
}

const glyphs = { early: 'none', open: 'ring', done: 'met' } as const
const stateWords = { early: 'not open yet', open: 'wants a score', done: 'has its score' } as const

function Countdown({ one }: { readonly one: PatientView['countdowns'][number] }) {
  const { says, window, state, because } = one
  return (
    <li>
      <Glyph name={glyphs[state]} label={stateWords[state]} />
      <span>
        <strong>{says}</strong>{' '}
        <span className="quiet">
          {shownDay(window.from)} to {shownDay(window.to)}
        </span>{' '}
        {withDays(because)}
      </span>
    </li>
  )
}

/** The catalogue of codes: which exist when, from how many minutes, and what proves them on whose word. */
import { type CodeEntry, catalogue, type Family } from '../../../server/domain/billing/codes.ts'
import { elementsOf } from '../../../server/domain/billing/elements/index.ts'
import type { ElementList } from '../../../server/domain/billing/ladder.ts'
import { rulesVersion } from '../../../server/domain/billing/rules-version.ts'
import { listsOfCode, minutesSaid } from '../../../server/domain/claims/code-lists.ts'
import { Heads } from '../../components/heads.tsx'
import { shownDay, titled } from '../../components/words.ts'
import '../../theme/claims.css'

const families: readonly (readonly [Family, string])[] = [
  ['collaborative care', 'Collaborative care'],
  ['general bhi', 'General behavioral health integration'],
  ['apcm base', 'Advanced primary care: recognized where it was billed'],
  ['neighbour', 'Neighbours: recognized, never emitted from here'],
]
const listWords: Readonly<Record<ElementList, string>> = {
  initial: 'First month',
  subsequent: 'Later months, and short ones',
  bhi: 'General BHI',
  g0323: 'General BHI by a psychologist or social worker',
}

export function CodesPage() {
  return (
    <article className="claims-screen codes stack" aria-labelledby="codes">
      <h1 id="codes">
        Codes <span className="quiet">rules {rulesVersion}</span>
      </h1>
      <p className="quiet">
        The descriptors are short paraphrases of our own. A payer’s policy can change the minutes.
      </p>
      <nav className="row" aria-label="On this page">
        {families.map(([family, says]) => (
          <a key={family} href={`#${anchorOf(family)}`}>
            {says.split(':')[0]}
          </a>
        ))}
      </nav>
      {families.map(([family, says]) => (
        <Codes
          key={family}
          id={anchorOf(family)}
          says={says}
          codes={catalogue.filter((entry) => entry.family === family)}
        />
      ))}
      {(Object.keys(listWords) as ElementList[]).map(
        (
          list, // its own keys
        ) => (
          <Elements key={list} list={list} />
        ),
      )}
    </article>
  )
}

const anchorOf = (family: Family): string => family.replaceAll(' ', '-')

interface CodesProps {
  readonly id: string
  readonly says: string
  readonly codes: readonly CodeEntry[]
}

function Codes({ id, says, codes }: CodesProps) {
  return (
    <table id={id}>
      <caption>
        <strong>{says}</strong>
      </caption>
      <Heads of={['Code', 'What', 'From', 'Until', 'Minutes', 'Proven by']} />
      <tbody>
        {codes.map((entry) => (
          <tr key={entry.code}>
            <th scope="row">{entry.code}</th>
            <td>{entry.says}</td>
            <td>{shownDay(entry.from)}</td>
            <td>{entry.until && shownDay(entry.until)}</td>
            <td>{minutesSaid(entry)}</td>
            <td>
              {listsOfCode(entry.code)
                .map((list) => listWords[list])
                .join(' or ')}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Elements({ list }: { readonly list: ElementList }) {
  return (
    <section className="panel" aria-labelledby={list}>
      <h2 id={list}>{listWords[list]}: what has to be proven</h2>
      <dl className="elements-told">
        {elementsOf[list].map(({ element, says, source }) => (
          <div key={element}>
            <dt>{titled(element)}</dt>
            <dd>
              {says} <span className="quiet small">{source}</span>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

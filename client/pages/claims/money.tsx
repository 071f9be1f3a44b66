/** What the month is expected to bring, from whom, and what each missing thing costs. */
import type { MonthRunRow } from '../../../server/contract/determinations.ts'
import { titled } from '../../components/words.ts'
import { byCareManager, costOfMissing, dollars, type Sum, total } from './rows.ts'

export function Money({ rows }: { readonly rows: readonly MonthRunRow[] }) {
  const proven = rows.filter(({ outcome }) => outcome === 'bill')
  const missing = costOfMissing(rows)
  const { cents, unknown } = total(proven)
  return (
    <div className="money">
      <section className="panel" aria-labelledby="revenue">
        <h2 id="revenue">Proven months by care manager</h2>
        <Table head="Care manager" sums={byCareManager(rows)} />
        <p>
          <strong>{dollars(cents)}</strong> in all
          {unknown > 0 && `; ${unknown} months have a code without a fee for their payer`}
        </p>
      </section>
      <section className="panel" aria-labelledby="costs">
        <h2 id="costs">What is missing, and what it holds up</h2>
        {missing.length === 0 ? (
          <p className="quiet">Nothing is on hold.</p>
        ) : (
          <Table head="Missing" sums={missing.map((one) => ({ ...one, name: titled(one.name) }))} />
        )}
        <p className="quiet small">
          A month with several things missing stands under each. Time is recorded because care was
          given; nothing here is a reason to add any.
        </p>
      </section>
    </div>
  )
}

function Table({
  head,
  sums,
}: {
  readonly head: string
  readonly sums: readonly (Sum & { readonly alone?: number })[]
}) {
  const hasAlone = sums.some(({ alone }) => alone !== undefined)
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{head}</th>
          <th scope="col" className="number">
            Months
          </th>
          {hasAlone && (
            <th scope="col" className="number">
              Only this
            </th>
          )}
          <th scope="col" className="number">
            Expected
          </th>
        </tr>
      </thead>
      <tbody>
        {sums.map(({ name, months, alone, cents }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td className="number">{months}</td>
            {hasAlone && <td className="number">{alone}</td>}
            <td className="number">{dollars(cents)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

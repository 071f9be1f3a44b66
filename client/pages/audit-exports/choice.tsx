/** Which patient-months: claims by number, a month's, or those that were granted. */
import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { isCalendarMonth } from '../../../server/domain/calendar.ts'
import { claimsQuery } from '../../api/claims.ts'
import { Entry } from '../../components/form/entry.tsx'
import { Tick } from '../../components/form/tick.tsx'
import { titled } from '../../components/words.ts'
import { Pick } from '../enroll/parts.tsx'
import { type Faults, type Granted, nameOf, type Typed } from './typed.ts'

interface Asked {
  readonly typed: Typed
  readonly faults: Faults
  readonly set: (change: Partial<Typed>) => void
}

export function Choice({ granted, ...asked }: Asked & { readonly granted: readonly Granted[] }) {
  const { typed, set, faults } = asked
  if (typed.by === 'granted') return <GrantedMonths granted={granted} {...asked} />
  return (
    <>
      <Pick
        label="Which"
        value={typed.by}
        options={[
          ['month', 'The claims of a month'],
          ['claims', 'Claims by their numbers'],
        ]}
        onPick={(by) => set({ by: by === 'claims' ? by : 'month' })}
      />
      {typed.by === 'month' ? (
        <OfMonth {...asked} />
      ) : (
        <Entry
          long
          label="Claims: a number on each line"
          spellCheck={false}
          value={typed.claims}
          fault={faults.claims}
          onType={(claims) => set({ claims })}
        />
      )}
    </>
  )
}

function OfMonth({ typed, faults, set }: Asked) {
  const { data } = useQuery({
    ...claimsQuery(typed.month),
    enabled: isCalendarMonth(typed.month),
  })
  const payers = [...new Set(data?.claims.map(({ claim }) => claim.payer_id))].sort()
  return (
    <>
      <Entry
        label="Month"
        placeholder="2026-10"
        value={typed.month}
        fault={faults.month}
        onType={(month) => set({ month, payer: '' })}
      />
      <Pick
        label="Payer"
        hint="Empty: all of them"
        value={typed.payer}
        options={payers.map((payer) => [payer, titled(payer)])}
        onPick={(payer) => set({ payer })}
      />
      {typed.payer === '' && (
        <Tick
          className="record-field tick"
          says="Months without a claim too, as they are judged now"
          is={typed.unclaimed}
          set={(unclaimed) => set({ unclaimed })}
        />
      )}
    </>
  )
}

function GrantedMonths({ typed, faults, granted, set }: Asked & { granted: readonly Granted[] }) {
  const id = useId()
  const toggle = (name: string, is: boolean) =>
    set({ granted: is ? [...typed.granted, name] : typed.granted.filter((one) => one !== name) })
  return (
    <fieldset className="long" aria-describedby={id}>
      <legend>Granted months</legend>
      {granted.map((one) => (
        <Tick
          className="record-field tick"
          key={nameOf(one)}
          says={one.says}
          is={typed.granted.includes(nameOf(one))}
          set={(is) => toggle(nameOf(one), is)}
        />
      ))}
      <span id={id} className="fault small">
        {faults.granted}
      </span>
    </fieldset>
  )
}

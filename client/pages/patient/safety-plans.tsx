/** The safety plan in the steps of Stanley and Brown; its former versions stay. */
import type { SafetyPlan } from '../../../server/domain/records/index.ts'
import { formOf } from '../../components/form/texts.ts'
import { counted, shownDay } from '../../components/words.ts'
import { useHere } from './here.ts'
import { Act, Facts, Nothing, Part } from './parts.tsx'

const steps = [
  'warning_signs',
  'coping',
  'distractions',
  'supports',
  'professionals',
  'environment',
] as const

export function SafetyPlans() {
  const { chart, may, add, amend } = useHere()
  const plans = chart.safety_plans.toSorted((a, b) => (a.made_on < b.made_on ? 1 : -1))
  const [current, ...former] = plans
  const given = current && Object.fromEntries(steps.map((step) => [step, current[step]]))
  return (
    <Part
      title="Safety plan"
      action={
        may('safety_plans') && (
          <>
            <Act
              glyph="add"
              does={current ? 'Reviewed version' : 'Safety plan'}
              onPress={() => add('safety_plans', given ? { given } : {})}
            />
            {current && (
              <Act
                does="Amend"
                about="the safety plan"
                onPress={() => amend('safety_plans', current)}
              />
            )}
          </>
        )
      }
    >
      {current ? <Plan plan={current} /> : <Nothing>None on record.</Nothing>}
      {former.length > 0 && (
        <details>
          <summary>{counted(former.length, 'former version')}</summary>
          {former.map((plan) => (
            <Plan key={plan.safety_plan_id} plan={plan} />
          ))}
        </details>
      )}
    </Part>
  )
}

function Plan({ plan }: { readonly plan: SafetyPlan }) {
  const { nameOf } = useHere()
  const { fields } = formOf('safety_plans')
  return (
    <>
      <p className="quiet">
        {shownDay(plan.made_on)}, with {nameOf(plan.author_id)}
      </p>
      <Facts facts={steps.map((step) => [fields[step]?.label ?? step, plan[step]])} />
    </>
  )
}

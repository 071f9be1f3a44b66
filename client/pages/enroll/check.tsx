/** The last look: everything as it will be written, and what the first claim will still need. */
import { instruments, isInstrument } from '../../../server/domain/instruments/index.ts'
import { shownValue } from '../../components/form/shown-value.ts'
import { columnsIn, meantBy } from '../../components/form/values.ts'
import { titled } from '../../components/words.ts'
import { isTold, type RowSection, recordOf, teamPlaces } from './form.ts'
import { Group, type StepProps } from './parts.tsx'
import { told } from './texts.ts'

const sections: readonly (readonly [RowSection, string, number])[] = [
  ['patient', 'Patient', 0],
  ['episode', 'Referral', 1],
  ['visit', 'Initiating visit', 1],
  ['consent', 'Consent', 2],
  ['diagnosis', 'Principal diagnosis', 4],
  ['second', 'Second diagnosis', 4],
  ['coverage', 'Coverage', 4],
  ['score', 'Baseline score', 5],
]

export function Check({ form, choices, faults, held, change }: StepProps) {
  return (
    <Group title="As it will be written" says="Nothing is written before you press Enroll.">
      <dl className="summary">
        {sections.map(([section, title, step]) => (
          <div key={section}>
            <dt>
              <button type="button" className="link" onClick={() => change({ step })}>
                {title}
              </button>
            </dt>
            <dd>
              {isTold(form, section) ? (
                toldOf(section)
              ) : (
                <span className="quiet">
                  {section in held ? 'as on the chart' : 'not told yet; it can follow on the chart'}
                </span>
              )}
              {Object.keys(faults[section] ?? {}).length > 0 && (
                <span className="fault small"> has something to mend</span>
              )}
            </dd>
          </div>
        ))}
        <div>
          <dt>
            <button type="button" className="link" onClick={() => change({ step: 3 })}>
              Team
            </button>
          </dt>
          <dd>
            {teamPlaces
              .filter((place) => form.sections.team[place] !== '')
              .map((place) => `${titled(place)}: ${nameOf(String(form.sections.team[place]))}`)
              .join(' · ') || <span className="quiet">nobody yet</span>}
          </dd>
        </div>
      </dl>
    </Group>
  )

  function nameOf(staff: string): string {
    return choices.people.find(({ staff_id }) => staff_id === staff)?.name ?? staff
  }

  function toldOf(section: RowSection): string {
    const columns = columnsIn(recordOf[section])
    return Object.entries(told[section])
      .map(([name, { label }]) => [name, label, form.sections[section][name] ?? ''] as const)
      .filter(([, , typed]) => typed !== '')
      .map(([name, label, typed]) => {
        const value = shownValue(columns[name]!, meantBy(columns[name]!, typed), choices)
        return `${label}: ${isInstrument(value) ? instruments[value].name : value}`
      })
      .join(' · ')
  }
}

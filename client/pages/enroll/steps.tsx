/** The middle steps: referral and visit, team, diagnosis and coverage. */
import { instruments } from '../../../server/domain/instruments/index.ts'
import { words } from '../../components/words.ts'
import { teamPlaces } from './form.ts'
import { Group, Pick, Rows, type StepProps } from './parts.tsx'
import { coverage, principal, referral, second, visit } from './texts.ts'

const visitSays =
  'With the billing practitioner, at most a year before care begins: an office visit 99202 to 99205 ' +
  'or 99213 to 99215, a home visit, a wellness visit. Leave it empty where there was none yet.'

const models = [
  ['cocm', 'Collaborative Care'],
  ['bhi', 'General behavioral health integration'],
] as const
const targets = [instruments['phq-9'], instruments['gad-7'], instruments['pcl-5']]

export function Referral(props: StepProps) {
  const { form, faults, type } = props
  return (
    <>
      <Group title="Referral and direction">
        <Rows {...props} section="episode" texts={referral} focus />
        <div className="record-fields">
          <Pick
            label="Model"
            value={String(form.sections.episode['model'])}
            fault={faults.episode?.['model']}
            options={models}
            onPick={(model) => type('episode', 'model', model)}
          />
          <Pick
            label="Target instrument"
            value={String(form.sections.episode['target_instrument'])}
            fault={faults.episode?.['target_instrument']}
            options={targets.map(({ slug, name }) => [slug, name])}
            onPick={(slug) => type('episode', 'target_instrument', slug)}
          />
        </div>
      </Group>
      <Group title="Initiating visit" says={visitSays}>
        <Rows {...props} section="visit" texts={visit} />
      </Group>
    </>
  )
}

const rolesFor = {
  care_manager: 'Keeps in touch, enters the time that counts',
  psychiatric_consultant: 'Reviews the case every week',
  billing_practitioner: 'Treats, decides, bills',
  clinical_staff: 'Optional; helps with general integration',
} as const

export function Team({ form, choices, faults, type }: StepProps) {
  return (
    <Group title="Care team" says="Three different people from the day of the referral.">
      <div className="record-fields">
        {teamPlaces.map((place) => (
          <Pick
            key={place}
            label={words(place).replace(/^./, (letter) => letter.toUpperCase())}
            hint={rolesFor[place]}
            value={String(form.sections.team[place])}
            fault={faults.team?.[place]}
            options={choices.people
              .filter(({ role }) => role === place)
              .map(({ staff_id, name }) => [staff_id, name])}
            onPick={(staff) => type('team', place, staff)}
          />
        ))}
      </div>
      <p className="fault small">{faults.team?.['starts_on']}</p>
    </Group>
  )
}

export function Diagnosis(props: StepProps) {
  return (
    <>
      <Group title="Diagnoses" says="A behavioral health diagnosis F01 to F99 must be active.">
        <Rows {...props} section="diagnosis" texts={principal} focus />
        <Rows {...props} section="second" texts={second} />
      </Group>
      <Group title="Coverage" says="Who pays first. Further coverages are added on the chart.">
        <Rows {...props} section="coverage" texts={coverage} />
      </Group>
    </>
  )
}

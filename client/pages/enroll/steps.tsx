/** The middle steps: referral and visit, team, diagnosis and coverage. */
import { instruments } from '../../../server/domain/instruments/index.ts'
import { words } from '../../components/words.ts'
import { teamPlaces } from './form.ts'
import { Group, Pick, Rows, type StepProps } from './parts.tsx'

const practitioners = ['billing_practitioner'] as const

const episode = {
  clinic_id: { label: 'Clinic' },
  model: { label: 'Model', hint: 'cocm: Collaborative Care; bhi: general integration' },
  referred_on: { label: 'Referred on' },
  referred_by: { label: 'Referred by', roles: practitioners },
  enrolled_on: { label: 'Enrolled on' },
} as const
const visit = {
  visit_on: { label: 'Day' },
  practitioner_id: { label: 'With', roles: practitioners },
  code: { label: 'Code of the visit', hint: 'CPT or HCPCS, for example 99214' },
} as const

const targets = [instruments['phq-9'], instruments['gad-7'], instruments['pcl-5']]

export function Referral(props: StepProps) {
  const { form, faults, type } = props
  return (
    <>
      <Group title="Referral and direction">
        <Rows {...props} section="episode" texts={episode} focus />
        <div className="record-fields">
          <Pick
            label="Target instrument"
            hint="What treatment to target follows"
            value={String(form.sections.episode['target_instrument'])}
            fault={faults.episode?.['target_instrument']}
            options={targets.map(({ slug, name }) => [slug, name])}
            onPick={(slug) => type('episode', 'target_instrument', slug)}
          />
        </div>
      </Group>
      <Group
        title="Initiating visit"
        says="With the billing practitioner, at most a year before care begins: an office visit 99202 to 99205 or 99213 to 99215, a home visit, a wellness visit. Leave it empty where there was none yet."
      >
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

const principal = {
  icd10: { label: 'Principal diagnosis', hint: 'ICD-10-CM with its dot, for example F33.1' },
  recorded_on: { label: 'Recorded on' },
} as const
const second = { icd10: { label: 'Second diagnosis' }, recorded_on: { label: 'Recorded on' } }
const coverage = {
  payer_id: { label: 'Payer' },
  member_id: { label: 'Member number' },
  starts_on: { label: 'Covered from' },
  ends_on: { label: 'Last day' },
} as const

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

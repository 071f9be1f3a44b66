/** What stands in the enrollment's fields: by section, each under the path that a fault names. */
import type { Enrollment, NewEpisode } from '../../../server/contract/enrollment.ts'
import type { AnyRow } from '../../../server/domain/records/index.ts'
import type { AmendedRecord } from '../../../server/domain/writing-defaults.ts'
import { type Faults, faultsIn, rowMeant, type Values } from '../../components/form/values.ts'

export type Section =
  | 'patient'
  | 'coverage'
  | 'episode'
  | 'team'
  | 'diagnosis'
  | 'second'
  | 'visit'
  | 'consent'
  | 'score'

export interface EnrollForm {
  readonly step: number
  readonly sections: Readonly<Record<Section, Values>>
  /** Somebody looked at the patients who resemble this one, and it is somebody else. */
  readonly different: boolean
  readonly consented: boolean
}

/** Which record a section makes; the team's four names become rows of care_team. */
export const recordOf = {
  patient: 'patients',
  coverage: 'coverages',
  episode: 'episodes',
  diagnosis: 'diagnoses',
  second: 'diagnoses',
  visit: 'visits',
  consent: 'consents',
  score: 'scores',
} as const satisfies Partial<Record<Section, AmendedRecord>>
export type RowSection = keyof typeof recordOf

export const teamPlaces = [
  'care_manager',
  'psychiatric_consultant',
  'billing_practitioner',
  'clinical_staff',
] as const

export interface Start {
  readonly now: string
  /** Whoever enrolls: a care manager begins as the patient's own. */
  readonly person: string
  readonly role: string
  readonly clinic: string
}

export function newForm({ now, person, role, clinic }: Start): EnrollForm {
  const today = now.slice(0, 10)
  const first = (place: string) => (place === role ? person : '')
  return {
    step: 0,
    different: false,
    consented: false,
    sections: {
      patient: {
        mrn: '',
        family_name: '',
        given_name: '',
        birth_date: '',
        sex: '',
        language: '',
        phone: '',
      },
      coverage: { payer_id: '', member_id: '', rank: '1', starts_on: '', ends_on: '' },
      episode: {
        clinic_id: clinic,
        model: 'cocm',
        referred_on: today,
        referred_by: first('billing_practitioner'),
        enrolled_on: today,
        target_instrument: 'phq-9',
        target_score: '',
      },
      team: {
        ...Object.fromEntries(teamPlaces.map((place) => [place, first(place)])),
        starts_on: '',
      },
      diagnosis: { icd10: '', rank: '1', recorded_on: today },
      second: { icd10: '', rank: '2', recorded_on: today },
      visit: { visit_on: '', practitioner_id: '', code: '' },
      consent: {
        obtained_at: now,
        mode: 'verbal',
        obtained_by: person,
        billing_practitioner_id: first('billing_practitioner'),
        consult_permission: false,
        cost_sharing_face_to_face: false,
        cost_sharing_non_face_to_face: false,
      },
      score: {
        instrument: 'phq-9',
        administered_on: today,
        items: '',
        total: '',
        difficulty: '',
        mode: 'interview',
      },
    },
  }
}

/** The fields whose being filled in says that there is something to tell. */
const tells: Readonly<Partial<Record<Section, readonly string[]>>> = {
  coverage: ['payer_id', 'member_id', 'starts_on'],
  diagnosis: ['icd10'],
  second: ['icd10'],
  visit: ['visit_on', 'practitioner_id', 'code'],
  score: ['items', 'total'],
}

/** Whether a section is told at all; what is not told is left out, and may follow later. */
export function isTold(form: EnrollForm, section: Section): boolean {
  if (section === 'consent') return form.consented
  const fields = tells[section]
  return fields === undefined || fields.some((name) => form.sections[section][name] !== '')
}

const rowOf = (form: EnrollForm, section: RowSection): AnyRow =>
  rowMeant(recordOf[section], form.sections[section])

/** What is wrong with one section as it is typed; nothing where it is not told. */
export function faultsOf(form: EnrollForm, section: Section): Faults {
  if (!isTold(form, section)) return {}
  if (section === 'team') return teamFaults(form.sections.team)
  return faultsIn(recordOf[section], form.sections[section])
}

const teamFaults = (team: Values): Faults =>
  teamPlaces.some((place) => team[place] !== '') ? {} : { care_manager: 'name at least one person' }

type Lists = 'coverages' | 'diagnoses' | 'visits' | 'consents' | 'scores'
const lists: Readonly<Record<Lists, readonly RowSection[]>> = {
  coverages: ['coverage'],
  diagnoses: ['diagnosis', 'second'],
  visits: ['visit'],
  consents: ['consent'],
  scores: ['score'],
}

/** Everything that was told, in one request. */
export function enrollmentOf(form: EnrollForm): Enrollment {
  const patient = rowOf(form, 'patient')
  // made column by column from what is typed: the server checks every one of them
  return { patient, ...episodeOf(form) } as unknown as Enrollment
}

/** The same of a patient who comes back: who they are is known. */
export function episodeOf(form: EnrollForm): NewEpisode {
  const told = (name: Lists) =>
    lists[name].filter((section) => isTold(form, section)).map((one) => rowOf(form, one))
  const { team } = form.sections
  const starts_on = team['starts_on'] || form.sections.episode['referred_on']
  const care_team = placesTold(team).map((role) => ({ role, staff_id: team[role], starts_on }))
  const rows = Object.fromEntries(Object.keys(lists).map((name) => [name, told(name as Lists)]))
  return { episode: rowOf(form, 'episode'), care_team, ...rows } as unknown as NewEpisode // as above
}

const placesTold = (team: Values) => teamPlaces.filter((place) => team[place] !== '')

/** Which section and field a fault of the answer means: `/consents/0/mode`. */
export function placeOf(form: EnrollForm, field: string): { section: Section; name: string } {
  const [list = '', index = '', name = ''] = field.replace(/^\//, '').split('/')
  if (list === 'care_team')
    return { section: 'team', name: placesTold(form.sections.team)[Number(index)] ?? 'starts_on' }
  if (list === 'patient' || list === 'episode') return { section: list, name: index }
  const sections = (lists[list as Lists] ?? []).filter((section) => isTold(form, section))
  return { section: sections[Number(index)] ?? 'patient', name }
}

/** One patient of the bench's clinic before care begins: person, coverage, episode, team, chart. */
import type { Chance } from '../../db/seed/chance.ts'
import { isoDay, type Put } from './clinic-rows.ts'

/** The first day after the history: 1 November 2026. */
export const endDay = Date.UTC(2026, 10, 1) / 86_400_000

export const lacks = ['diagnosis', 'visit', 'consent', 'notice', 'intervention', 'review'] as const

export interface Team {
  readonly manager: string
  readonly consultant: string
  readonly practitioner: string
  readonly clinic: string
}

interface Framed {
  readonly id: string
  readonly number: number
  readonly from: number
  readonly team: Team
  readonly lacking: (typeof lacks)[number] | undefined
  readonly luck: Chance
}

const syllables = ['bo', 'da', 'fen', 'gri', 'hul', 'kam', 'lor', 'mit', 'nes', 'pra', 'sol', 'tev']

function nameOf(luck: Chance, count: number): string {
  const text = Array.from({ length: count }, () => syllables[luck.whole(0, 11)]).join('')
  return text[0]!.toUpperCase() + text.slice(1)
}

/** Writes the patient, their episode and team, and what the chart says before care begins. */
export function frame({ id, number, from, team, lacking, luck }: Framed, put: Put): void {
  const enrolled = isoDay(from)
  put('patients', {
    patient_id: id,
    mrn: `BEN${String(number).padStart(7, '0')}`,
    family_name: nameOf(luck, 3),
    given_name: nameOf(luck, 2),
    birth_date: isoDay(endDay - luck.whole(18 * 366, 90 * 365)),
    sex: luck.often(0.6) ? 'female' : 'male',
    language: luck.often(0.15) ? 'es' : 'en',
  })
  const payer_id = luck.pick(['mc', 'md', 'co'])
  const insured = { patient_id: id, payer_id, member_id: `M${number}`, rank: 1 }
  put('coverages', { coverage_id: `${id}-cv`, ...insured, starts_on: '2019-01-01' })
  const episode_id = `${id}-ep`
  put('episodes', {
    episode_id,
    patient_id: id,
    clinic_id: team.clinic,
    model: 'cocm',
    referred_on: enrolled,
    referred_by: team.practitioner,
    enrolled_on: enrolled,
    target_instrument: 'phq-9',
    target_score: 4,
  })
  const member = (role: string, staff_id: string) =>
    put('care_team', { episode_id, role, staff_id, starts_on: enrolled })
  member('care_manager', team.manager)
  member('psychiatric_consultant', team.consultant)
  member('billing_practitioner', team.practitioner)
  beforeCare({ id, number, from, team, lacking, luck }, put)
}

function beforeCare({ id, from, team, lacking, luck }: Framed, put: Put): void {
  const enrolled = isoDay(from)
  const own = { patient_id: id }
  const icd10 = luck.pick(['F32.1', 'F33.1', 'F41.1', 'F43.10'])
  if (lacking !== 'diagnosis')
    put('diagnoses', { diagnosis_id: `${id}-dx`, ...own, icd10, rank: 1, recorded_on: enrolled })
  const visit = { practitioner_id: team.practitioner, code: '99214' }
  const visit_on = isoDay(from - luck.whole(1, 200))
  if (lacking !== 'visit') put('visits', { visit_id: `${id}-v`, ...own, ...visit, visit_on })
  if (lacking !== 'consent')
    put('consents', {
      consent_id: `${id}-cn`,
      patient_id: id,
      billing_practitioner_id: team.practitioner,
      obtained_at: `${enrolled}T07:30`,
      mode: 'verbal',
      obtained_by: team.manager,
      consult_permission: true,
      cost_sharing_face_to_face: true,
      cost_sharing_non_face_to_face: lacking !== 'notice',
    })
}

/** The frame of care, as it came about. */
import type { Chart } from '../../../server/contract/patients.ts'
import { words } from '../words.ts'
import { all, joined } from './happening.ts'

/** From the referral on: episode, phases, consent, visits, stays. */
export const enrolled = (chart: Chart) =>
  all('enrollment', [
    ...chart.episodes.flatMap((one) => [
      {
        ...bare,
        id: `${one.episode_id} r`,
        at: one.referred_on,
        says: 'referred',
        who: one.referred_by,
      },
      { ...bare, id: `${one.episode_id} e`, at: one.enrolled_on, says: 'enrolled' },
      one.closed_on !== null && {
        ...bare,
        id: `${one.episode_id} c`,
        at: one.closed_on,
        says: joined('episode closed', one.close_reason && words(one.close_reason)),
      },
    ]),
    ...chart.episode_phases.map((one) => ({
      ...bare,
      id: `${one.episode_id} ${one.starts_on}`,
      at: one.starts_on,
      says: `phase: ${words(one.phase)}`,
      detail: one.reason,
    })),
    ...chart.consents.map((one) => ({
      ...bare,
      id: one.consent_id,
      at: one.obtained_at,
      says: `consent, ${one.mode}`,
      who: one.obtained_by,
    })),
    ...chart.visits.map((one) => ({
      ...bare,
      id: one.visit_id,
      at: one.visit_on,
      says: `visit ${one.code}`,
      who: one.practitioner_id,
    })),
    ...chart.facility_stays.map((one) => ({
      ...bare,
      id: one.stay_id,
      at: one.admitted_on,
      says: `admitted: ${words(one.kind)}`,
      detail: one.discharged_on ? `discharged on ${one.discharged_on}` : 'not discharged',
    })),
  ])

const bare = { detail: null, who: null }

/** Names and rows that answers show to those who may see them: requests with these find something. */
import { type House, password } from '../../http/support/house.ts'

export interface Known {
  readonly patients: readonly string[]
  /** What an address or a body may name, by the word that it is named with. */
  readonly handles: Readonly<Record<string, readonly string[]>>
  /** By record: keys of rows, and the rows themselves. */
  readonly keys: Readonly<Record<string, readonly string[]>>
  readonly rows: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>
  readonly ids: readonly string[]
  /** By route: a body that gets done what it is for. */
  readonly examples: Readonly<Record<string, () => unknown>>
}

export const nobodys = 'A'.repeat(22)

/** Of the small clinic; strangers may be changed by whoever administers, those who ask may not. */
export async function knownOf(house: House): Promise<Known> {
  const patients = [await house.handleOf('pt-1'), await house.handleOf('pt-2'), nobodys]
  const page = (await house.as('care_manager', `/api/patients/${patients[0]}`)).json()
  const staff = (id: string) => house.parts.handles.handleOf('staff', id)
  const held = (await house.as('administrator', '/api/administration')).json()
  const strangers = await Promise.all(['other-care_manager', 'other-clinical_staff'].map(staff))
  const manager = await staff('st-care_manager')
  const consultant = await staff('st-psychiatric_consultant')
  const keysOf = (record: string): string[] => held[record].map(({ key }: { key: string }) => key)
  const ofPatient = Object.entries(page.marks as Record<string, Record<string, [string]>>).map(
    ([record, marks]) => [record, Object.values(marks).map(([key]) => key)] as const,
  )
  return {
    patients: [patients[0]!, patients[0]!, ...patients],
    handles: {
      care_manager: [manager, manager, nobodys].filter((handle) => handle !== undefined),
      psychiatric_consultant: [consultant, nobodys].filter((handle) => handle !== undefined),
      staff: strangers.filter((handle) => handle !== undefined),
      account: [await anAccount(house, strangers[0] ?? nobodys), nobodys],
      meeting: [await aMeeting(house, { manager, consultant }), nobodys],
    },
    keys: {
      ...Object.fromEntries(ofPatient),
      staff: strangers.filter((handle) => handle !== undefined),
      clinics: keysOf('clinics'),
      payers: keysOf('payers'),
      policies: keysOf('policies'),
    },
    rows: page.chart,
    ids: ['pt-1', 'ep-1', 'cl-1', 'medicare', 's1-1', 'a1-1', ...ids],
    examples: examplesOf(page.chart),
  }
}

const ids = ['st-care_manager', 'st-psychiatric_consultant', 'st-billing_practitioner']

async function anAccount(house: House, staff: string): Promise<string> {
  const made = await house.as('administrator', {
    method: 'POST',
    url: '/api/accounts',
    headers: { 'idempotency-key': 'account-of-a-stranger' },
    payload: { staff, sign_in_name: 'stranger' },
  })
  return made.json().account?.account ?? nobodys
}

async function aMeeting(house: House, { manager, consultant }: Record<string, string | undefined>) {
  const missed = { on: '2026-10-21', reason: 'a holiday' }
  const made = await house.as('care_manager', {
    method: 'POST',
    url: '/api/meetings',
    headers: { 'idempotency-key': 'a-missed-meeting' },
    payload: {
      care_manager: manager,
      psychiatric_consultant: consultant,
      attendees: null,
      missed,
    },
  })
  return made.json().meeting ?? nobodys
}

let enrolled = 0
function examplesOf(chart: Known['rows']): Known['examples'] {
  const rows = (record: string, ...without: readonly string[]) =>
    (chart[record] ?? []).map((row) =>
      Object.fromEntries(
        Object.entries(row).filter(([name]) => name !== 'patient_id' && !without.includes(name)),
      ),
    )
  return {
    'POST /api/session': () => ({ sign_in_name: 'clinical_staff', password }),
    'POST /api/account/step-up': () => ({ password }),
    'POST /api/patients': () => ({
      patient: {
        mrn: `generated-${enrolled++}`,
        family_name: 'Generated',
        given_name: 'Nobody',
        birth_date: '1980-02-03',
      },
      coverages: rows('coverages', 'coverage_id'),
      episode: rows('episodes', 'episode_id', 'entered_at')[0],
      care_team: rows('care_team', 'episode_id'),
      diagnoses: [],
      visits: [],
      consents: [],
      scores: [],
    }),
  }
}

/** What care managers ask on a busy morning: trust.md's mix, and who asks what is chance. */
import type { Chance } from '../../db/seed/chance.ts'
import type { Asked, Manager } from './fleet.ts'

export const kinds = ['caseload', 'patient', 'scores', 'month', 'write'] as const
export type Kind = (typeof kinds)[number]

/** Ten, forty, twenty, ten and twenty in a hundred. */
const upTo: readonly (readonly [number, Kind])[] = [
  [0.1, 'caseload'],
  [0.5, 'patient'],
  [0.7, 'scores'],
  [0.8, 'month'],
  [1, 'write'],
]

export interface Wish extends Asked {
  readonly kind: Kind
  readonly patient: string
}

export function wishOf(managers: readonly Manager[], luck: Chance): Wish {
  const drawn = luck.unit()
  const kind = upTo.find(([bound]) => drawn < bound)?.[1] ?? 'write'
  const { cookie, patients } = managers[luck.whole(0, managers.length - 1)]!
  const patient = patients[luck.whole(0, patients.length - 1)]!
  return { kind, patient, cookie, ...askedFor(kind, patient, luck) }
}

function askedFor(kind: Kind, patient: string, luck: Chance): Asked {
  const page = `/api/patients/${patient}`
  switch (kind) {
    case 'caseload':
      return { path: luck.often(0.5) ? '/api/caseload' : '/api/worklist' }
    case 'patient':
      return { path: page }
    case 'scores':
      return { path: `${page}/scores` }
    case 'month':
      return { path: `${page}/months/2026-${luck.pick(['08', '09', '10'])}` }
    case 'write':
      return { method: 'POST', ...written(page, luck) }
  }
}

/** Two contacts to one score. */
function written(page: string, luck: Chance): { path: string; body: object } {
  if (luck.often(1 / 3)) {
    const items = Array.from({ length: 9 }, (_, i) => (i === 8 ? 0 : luck.whole(0, 3))).join(' ')
    return { path: `${page}/records/scores`, body: { instrument: 'phq-9', items, mode: 'phone' } }
  }
  const start = luck.whole(0, 599)
  const time = (minute: number): string =>
    `${String(8 + Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
  const body = {
    started_at: `2026-10-30T${time(start)}`,
    ended_at: `2026-10-30T${time(start + luck.whole(1, 20))}`,
    kind: 'follow_up',
    reached: true,
    modality: 'phone',
    note: `Talked about sleep, ${luck.unit()}.`,
  }
  return { path: `${page}/records/activities`, body }
}

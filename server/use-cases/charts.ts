/**
 * What is read of one patient at a time, as it leaves: it may be made elsewhere than where it is asked
 * for, so that it carries no more than that.
 */
import type { CalendarMonth } from '../domain/calendar.ts'
import type { Dossier } from '../domain/dossier.ts'
import type { Registry } from '../domain/registry.ts'
import { billingMonths, type MonthSeen } from './billing-months.ts'
import type { Lookups } from './lookups.ts'
import { type PageSeen, patients, type ScoreSeen, scoreHistory } from './patient.ts'
import type { Handles } from './people.ts'
import type { RowKeys } from './row-keys.ts'
import type { Asking, Sight, Unseen } from './sight.ts'

/** Whom an answer shows, and of which evidence it is made. */
export type Shown = Omit<Sight, 'dossier'> & { readonly patient_id: string }

/** What was asked for, with whom it shows; not there and not theirs are one answer. */
export type Found<T> =
  | Unseen
  | { readonly outcome: 'seen'; readonly shown: Shown; readonly found: T }

export interface Page extends PageSeen {
  /** Without what only rules look at: others' time, and the site's numbers. */
  readonly chart: Omit<Dossier, 'elsewhere' | 'site_numbers'>
}

/** @param handle of a patient, as addresses have it; of nobody: unseen */
export interface Charts {
  page(handle: string, asking: Asking): Promise<Found<Page>>
  scores(handle: string, asking: Asking): Promise<Found<readonly ScoreSeen[]>>
  month(handle: string, month: CalendarMonth, asking: Asking): Promise<Found<MonthSeen>>
}

interface Parts {
  readonly registry: Registry
  readonly handles: Handles
  readonly lookups: Lookups
  readonly rowKeys: RowKeys
}

/** Reads where it is called; `workers/charts.ts` answers the same from a thread. */
export function charts(parts: Parts): Charts {
  const { look, page } = patients(parts)
  const { ofPatient } = billingMonths(parts)
  return {
    async page(handle, asking) {
      const paged = await page(handle, asking)
      if (paged.outcome === 'unseen') return paged
      const { elsewhere: _, site_numbers: __, ...chart } = paged.sight.dossier
      const { row, marks, countdowns, people } = paged
      return seen(paged.sight, { chart, row, marks, countdowns, people })
    },
    async scores(handle, asking) {
      const looked = await look(handle, asking)
      if (looked.outcome === 'unseen') return looked
      return seen(looked.sight, scoreHistory(looked.sight.dossier))
    },
    async month(handle, month, asking) {
      const looked = await ofPatient(handle, month, asking)
      if (looked.outcome === 'unseen') return looked
      const { determination, reached_since } = looked
      return seen(looked.sight, { determination, reached_since })
    },
  }
}

function seen<T>({ dossier, ...sight }: Sight, found: T): Found<T> {
  return { outcome: 'seen', shown: { ...sight, patient_id: dossier.patient.patient_id }, found }
}

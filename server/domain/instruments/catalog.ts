/** Every instrument by its slug. */
import { gad7 } from './gad-7.ts'
import type { Instrument, InstrumentSlug } from './instrument.ts'
import { phq9 } from './phq-9.ts'
import { gad2, phq2, phq9m } from './short-forms.ts'
import { auditC, dast10 } from './substance-use.ts'
import { epds, isi, mdq, psc17, scared, smfq, vanderbilt } from './totals-only.ts'
import { cSsrsScreener, pcl5 } from './trauma-and-risk.ts'

export const instruments: Readonly<Record<InstrumentSlug, Instrument>> = {
  'phq-9': phq9,
  'gad-7': gad7,
  'phq-2': phq2,
  'gad-2': gad2,
  'phq-9m': phq9m,
  'audit-c': auditC,
  'dast-10': dast10,
  'pcl-5': pcl5,
  'c-ssrs-screener': cSsrsScreener,
  epds,
  isi,
  mdq,
  'psc-17': psc17,
  scared,
  smfq,
  vanderbilt,
}

/** Whether a text names an instrument of this registry. */
export const isInstrument = (slug: string): slug is InstrumentSlug =>
  Object.hasOwn(instruments, slug)

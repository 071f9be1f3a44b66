/** Instruments of which a total is entered and nothing else is held: their text is not ours. */
import { instrument, item } from './define.ts'

const notOurs = 'Score only: the text is not ours to reproduce.'
const forNow = 'Score only for now.'

/** Its item 10 asks about self-harm and is entered beside the total, in `safety_items`. */
export const epds = instrument({
  slug: 'epds',
  name: 'EPDS',
  supplements: [item(3, { selfHarm: true })],
  highestTotal: 30,
  rights: notOurs,
})

export const isi = instrument({ slug: 'isi', name: 'ISI', highestTotal: 28, rights: notOurs })

export const mdq = instrument({ slug: 'mdq', name: 'MDQ', highestTotal: 13, rights: notOurs })

export const psc17 = instrument({
  slug: 'psc-17',
  name: 'PSC-17',
  highestTotal: 34,
  cutoff: { from: 15 },
  remissionBelow: 15,
  stateMeasure: { elevatedFrom: 15, points: null, below: null },
  rights: forNow,
})

export const scared = instrument({
  slug: 'scared',
  name: 'SCARED',
  highestTotal: 82,
  cutoff: { from: 25 },
  remissionBelow: 25,
  stateMeasure: { elevatedFrom: 25, points: null, below: null },
  rights: forNow,
})

/** The child's own form. The parent's (6 points instead of 8) has no slug of its own yet. */
export const smfq = instrument({
  slug: 'smfq',
  name: 'SMFQ',
  highestTotal: 26,
  cutoff: { from: 12 },
  remissionBelow: 8,
  stateMeasure: { elevatedFrom: 12, points: 8, below: null },
  rights: forNow,
})

/** Its forms differ in length, so no highest total is known: any whole number is taken. */
export const vanderbilt = instrument({
  slug: 'vanderbilt',
  name: 'Vanderbilt',
  rights: forNow,
})

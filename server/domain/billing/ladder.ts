/** From minutes to codes (billing.md 3 and 7): the rungs that a month can reach, lowest first. */
import type { CalendarDay } from '../calendar.ts'
import { existsOn } from './codes.ts'
import { collaborativeCareMinutes, inForce, minutesAnAddOn } from './parameters.ts'
import type { PolicyTerms } from './policy-terms.ts'

/** Which list of elements a code is judged by (billing.md 6). */
export type ElementList = 'initial' | 'subsequent' | 'bhi' | 'g0323'

/** What minutes from this number on are billed as. */
export interface Rung {
  readonly minutes: number
  /** The base code first. */
  readonly codes: readonly { readonly code: string; readonly units: number }[]
  readonly list: ElementList
}

/** Every rung of a month, lowest first, and where add-on units that the cap cuts would begin. */
export interface Ladder {
  readonly rungs: readonly Rung[]
  readonly cutFrom: number | null
  readonly timeRule: 'midpoint' | 'full'
}

/** What decides which codes exist for a month. */
export interface LadderFacts {
  /** The day by which codes are dated: the month's last, or the closing day. */
  readonly on: CalendarDay
  readonly service: 'cocm' | 'bhi' | 'g0323'
  /** Judged on the terms of an episode's first month. */
  readonly initial: boolean
  readonly terms: PolicyTerms
  /** A rural health clinic or federally qualified health center. */
  readonly isHealthCenter: boolean
  /** The same practitioner billed advanced primary care in the month. */
  readonly besideApcm: boolean
}

export function ladderOf(facts: LadderFacts): Ladder {
  const { on, service, terms, besideApcm } = facts
  const timeRule = terms.time_rule
  const addOn = service === 'cocm' ? (facts.initial ? 'G0568' : 'G0569') : 'G0570'
  if (besideApcm && terms.apcm === 'add_on_codes' && service !== 'g0323' && existsOn(addOn, on))
    return { rungs: [rung(1, addOn, listOf(facts))], cutFrom: null, timeRule }
  if (service !== 'cocm') return { rungs: generalRungs(facts), cutFrom: null, timeRule }
  if (facts.isHealthCenter && terms.rhc_fqhc === 'medicare' && existsOn('G0512', on)) {
    const whole = inForce(collaborativeCareMinutes[ordinal(facts)].full, on)
    const rungs = whole ? [rung(whole.base, 'G0512', listOf(facts))] : []
    return { rungs, cutFrom: null, timeRule: 'full' }
  }
  return collaborativeLadder(facts)
}

const rung = (minutes: number, code: string, list: ElementList, addOn = '', units = 0): Rung => ({
  minutes,
  codes: [{ code, units: 1 }, ...(units > 0 ? [{ code: addOn, units }] : [])],
  list,
})

const ordinal = ({ initial }: LadderFacts) => (initial ? 'initial' : 'subsequent')
const listOf = ({ service, initial }: LadderFacts): ElementList =>
  service === 'cocm' ? ordinal({ initial } as LadderFacts) : service

function collaborativeLadder(facts: LadderFacts): Ladder {
  const { on, terms, initial } = facts
  const rule = inForce(collaborativeCareMinutes[ordinal(facts)][terms.time_rule], on)
  const code = (initial ? ['99492', 'G0502'] : ['99493', 'G0503']).find((one) => existsOn(one, on))
  const addOn = ['99494', 'G0504'].find((one) => existsOn(one, on))
  if (!rule || !code || !addOn) return { rungs: [], cutFrom: null, timeRule: terms.time_rule }
  const list = ordinal(facts)
  const short =
    terms.g2214_covered && existsOn('G2214', on) && terms.g2214_minimum < rule.base
      ? [rung(terms.g2214_minimum, 'G2214', 'subsequent')]
      : []
  const from = (units: number) => rule.firstAddOn + (units - 1) * minutesAnAddOn
  const more = Array.from({ length: terms.add_on_cap }, (_, i) =>
    rung(from(i + 1), code, list, addOn, i + 1),
  )
  return {
    rungs: [...short, rung(rule.base, code, list), ...more],
    cutFrom: from(terms.add_on_cap + 1),
    timeRule: terms.time_rule,
  }
}

/** "At least" so many minutes, one unit, no add-on. */
function generalRungs(facts: LadderFacts): readonly Rung[] {
  const { on, service, terms, isHealthCenter } = facts
  const minutes = terms.bhi_minimum
  if (service === 'g0323') return existsOn('G0323', on) ? [rung(minutes, 'G0323', 'g0323')] : []
  if (
    isHealthCenter &&
    terms.rhc_fqhc === 'medicare' &&
    on >= '2018-01-01' &&
    on <= terms.g0511_until
  )
    return [rung(minutes, 'G0511', 'bhi')]
  const code = ['99484', 'G0507'].find((one) => existsOn(one, on))
  return code ? [rung(minutes, code, 'bhi')] : []
}

/** The highest rung that so many whole minutes reach. */
export const reached = ({ rungs }: Ladder, minutes: number): Rung | undefined =>
  rungs.findLast((one) => one.minutes <= minutes)

/** The next rung above so many minutes. */
export const nextRung = ({ rungs }: Ladder, minutes: number): Rung | undefined =>
  rungs.find((one) => one.minutes > minutes)

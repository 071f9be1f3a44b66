/** Which list of elements proves a code, and from how many minutes it is reached: for a page of codes. */
import type { CodeEntry } from '../billing/codes.ts'
import type { ElementList } from '../billing/ladder.ts'
import { collaborativeCareMinutes, inForce } from '../billing/parameters.ts'
import { cmsTerms } from '../billing/policy-terms.ts'

const lists: Readonly<Record<string, readonly ElementList[]>> = {
  '99492': ['initial'],
  G0502: ['initial'],
  G0568: ['initial'],
  '99493': ['subsequent'],
  G0503: ['subsequent'],
  G0569: ['subsequent'],
  G2214: ['subsequent'],
  G0512: ['initial', 'subsequent'],
  '99484': ['bhi'],
  G0507: ['bhi'],
  G0511: ['bhi'],
  G0570: ['bhi'],
  G0323: ['g0323'],
}

/** The lists by which a code is judged; none of one that this registry only recognizes, or an add-on. */
export const listsOfCode = (code: string): readonly ElementList[] => lists[code] ?? []

/** From how many minutes a code is reached, in words; empty where no minutes are asked. */
export function minutesSaid({ code, minutes, from }: CodeEntry): string {
  const ordinal = /^(99492|G0502)$/.test(code)
    ? 'initial'
    : /^(99493|G0503)$/.test(code)
      ? 'subsequent'
      : null
  if (ordinal !== null) {
    const { midpoint, full } = collaborativeCareMinutes[ordinal]
    return `${inForce(midpoint, from)?.base} by midpoint, ${inForce(full, from)?.base} whole`
  }
  if (code === 'G2214') return `${cmsTerms.g2214_minimum}; some payers 30`
  if (code === 'G0512') return '70 in the first month, 60 later'
  return minutes === null ? '' : String(minutes)
}

/** What changed between two versions of a plan: item by item, as people list them. */
export interface PlanItem {
  readonly text: string
  readonly change: 'same' | 'new' | 'gone'
}

/** Items are lines, or stand between semicolons. */
export const itemsOf = (text: string): readonly string[] =>
  text
    .split(/[;\n]+/)
    .map((item) => item.trim())
    .filter((item) => item !== '')

/** @param before absent: there was no version before, so nothing is new */
export function planChanges(before: string | undefined, now: string): readonly PlanItem[] {
  const items = [...new Set(itemsOf(now))]
  if (before === undefined) return items.map((text) => ({ text, change: 'same' }))
  const former = [...new Set(itemsOf(before))]
  return [
    ...items.map((text): PlanItem => ({ text, change: former.includes(text) ? 'same' : 'new' })),
    ...former
      .filter((text) => !items.includes(text))
      .map((text): PlanItem => ({ text, change: 'gone' })),
  ]
}

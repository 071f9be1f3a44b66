/** On which lines the objects of a JSON array and their keys begin: JSON.parse does not tell. */

export interface ObjectPlace {
  readonly line: number
  /** Lines of its own keys, in the order in which they stand; a key given twice stands twice. */
  readonly keys: readonly { readonly key: string; readonly line: number }[]
}

const token = /"(?:[^"\\]|\\.)*"|[[\]{}:\n]/gs

/** The places of the elements of a top-level array. The text must be JSON. */
export function placesOf(text: string): readonly ObjectPlace[] {
  const places: { line: number; keys: { key: string; line: number }[] }[] = []
  let line = 1
  let depth = 0
  let latest: string | undefined
  for (const [found] of text.matchAll(token)) {
    if (found === '\n') line += 1
    else if (found === '[' || found === '{') {
      depth += 1
      if (depth === 2) places.push({ line, keys: [] })
    } else if (found === ']' || found === '}') depth -= 1
    else if (found === ':' && depth === 2 && latest !== undefined)
      places.at(-1)!.keys.push({ key: String(JSON.parse(latest)), line })
    latest = found.startsWith('"') ? found : undefined
  }
  return places
}

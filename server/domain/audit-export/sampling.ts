/** A sample that anybody can draw again: so many out of a list, by a seed. */

/**
 * So many of a list at random, in the list's order. The same list, number and seed give the same
 * sample on every machine.
 */
export function sampled<T>(list: readonly T[], count: number, seed: number): readonly T[] {
  if (count >= list.length) return list
  const next = chance(seed)
  const places = list.map((_, place) => place)
  for (let drawn = 0; drawn < count; drawn++) {
    const other = drawn + Math.floor(next() * (places.length - drawn))
    const held = places[drawn]! // both lie within the list
    places[drawn] = places[other]!
    places[other] = held
  }
  const chosen = new Set(places.slice(0, count))
  return list.filter((_, place) => chosen.has(place))
}

/** Mulberry32: numbers from 0 up to 1, always the same for a seed. */
function chance(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

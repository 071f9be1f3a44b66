/** Chance that is the same every time: an invented clinic must be the same clinic on every run. */

export interface Chance {
  /** From 0 up to, but not including, 1. */
  unit(): number
  /** A whole number from `low` to `high`, both included. */
  whole(low: number, high: number): number
  pick<T>(list: readonly [T, ...T[]]): T
  /** True in that share of all asks. */
  often(share: number): boolean
}

/** A stream of chance that its seed alone decides (FNV-1a into SplitMix-like mixing). */
export function chance(seed: string): Chance {
  let state = 2_166_136_261
  for (const letter of seed) state = Math.imul(state ^ letter.charCodeAt(0), 16_777_619)
  const unit = (): number => {
    state = (state + 0x9e3779b9) | 0
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad)
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97)
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 4_294_967_296
  }
  const whole = (low: number, high: number): number => low + Math.floor(unit() * (high - low + 1))
  return {
    unit,
    whole,
    pick: (list) => list[whole(0, list.length - 1)] ?? list[0],
    often: (share) => unit() < share,
  }
}

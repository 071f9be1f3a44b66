/** A "no" to something typed or imported: what was wrong with it and what is expected instead. */
export interface Refusal {
  /** A sentence that names the offending value. */
  readonly refused: string
  readonly expected: string
}

export const isRefusal = (result: object): result is Refusal => 'refused' in result

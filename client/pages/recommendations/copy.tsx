/** A plain-text note for the practice's own chart. */
import { useState } from 'react'
import type { Recommendation } from '../../../server/contract/recommendations.ts'
import { plainText } from './words.ts'

export function Copy({
  one,
  careManager,
}: {
  readonly one: Recommendation
  readonly careManager: string
}) {
  const [says, setSays] = useState('')
  const copy = () =>
    navigator.clipboard
      .writeText(plainText(one, { careManager }))
      .then(() => setSays('Copied'))
      .catch(() => setSays('The browser does not allow copying'))
  return (
    <>
      <span role="status" className="quiet small">
        {says}
      </span>
      <button type="button" className="button" onClick={copy}>
        Copy as text
      </button>
    </>
  )
}

/** Says that something was not printed or saved, and why; on paper it stands in place of the screen. */
import { useEffect } from 'react'
import { forgetRefusal, useRefusal, watchPrinting } from '../leaving.ts'

export function LeavingRefused() {
  const refusal = useRefusal()
  useEffect(watchPrinting, [])
  if (refusal === null) return null
  return (
    <div className="leaving-refused row" role="alert">
      <p>{refusal}</p>
      <button type="button" className="button no-print" onClick={forgetRefusal}>
        Close
      </button>
    </div>
  )
}

/** Says that a form was begun earlier, so that nobody takes old words for new ones. */
export function TakenUp({ discard }: { readonly discard: () => void }) {
  return (
    <p className="taken-up row" role="status">
      Begun earlier and not saved.
      <button type="button" className="button small" onClick={discard}>
        Start afresh
      </button>
    </p>
  )
}

/** What a screen shows when it has nothing to show yet, or cannot. */

/** Takes the place of what is coming. */
export function Waiting({ what }: { readonly what: string }) {
  return (
    <p className="state" role="status">
      Loading {what} …
    </p>
  )
}

/** What happened, what is safe, and what to do. */
export function Trouble({
  error,
  retry,
}: {
  readonly error: unknown
  readonly retry: () => unknown
}) {
  return (
    <div className="state stack" role="alert">
      <p>{error instanceof Error ? error.message : 'Something failed; nothing was lost.'}</p>
      <p>
        <button type="button" className="button" onClick={() => retry()}>
          Try again
        </button>
      </p>
    </div>
  )
}

/** Says what will be here, and how to begin. */
export function Empty({ children }: { readonly children: string }) {
  return <p className="state quiet">{children}</p>
}

/** Blank lines in the place of a list that is on its way, so that nothing jumps when it comes. */
export function Skeleton({ what, lines = 12 }: { readonly what: string; readonly lines?: number }) {
  return (
    <div className="skeleton" role="status" aria-label={`Loading ${what}`}>
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: blank lines have no other name
        <span key={line} className="bone" />
      ))}
    </div>
  )
}

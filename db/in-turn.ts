/** Runs tasks one at a time, in order of arrival. A task that fails does not stop the queue. */
export function inTurn<W>(run: <T>(work: (handle: W) => Promise<T>) => Promise<T>): typeof run {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const mine = last.then(() => run(work))
    last = mine.catch(() => undefined)
    return mine
  }
}

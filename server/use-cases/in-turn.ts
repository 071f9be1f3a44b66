/** Tasks that share a name are done one after the other, in order of arrival. */
export function inTurnBy() {
  const last = new Map<string, Promise<unknown>>()
  return <T>(name: string | null, task: () => Promise<T>): Promise<T> => {
    if (name === null) return task()
    const mine = (last.get(name) ?? Promise.resolve()).then(task)
    last.set(
      name,
      mine.catch(() => undefined),
    )
    return mine
  }
}

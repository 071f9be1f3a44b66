/** Asking a server: once with a watch, or as often as it answers. */
import autocannon from 'autocannon'

export interface Answering {
  readonly url: string
  readonly cookie?: string
}

/** Signs in, and gives the cookie of the session. @throws Error where nobody is let in */
export async function signedIn(
  address: string,
  { name, password }: { readonly name: string; readonly password: string },
): Promise<string> {
  const answer = await fetch(`${address}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: address },
    body: JSON.stringify({ sign_in_name: name, password }),
  })
  const [cookie] = answer.headers.getSetCookie()
  if (answer.status !== 201 || !cookie) throw new Error(`sign-in: ${await answer.text()}`)
  return cookie.split(';')[0]!
}

const headersOf = ({ cookie }: Answering): Record<string, string> => (cookie ? { cookie } : {})

/** One request. @throws Error for an answer that is not the thing itself */
export async function secondsOfOne(
  answering: Answering,
): Promise<{ readonly seconds: number; readonly bytes: number }> {
  const began = performance.now()
  const answer = await fetch(answering.url, { headers: headersOf(answering) })
  const text = await answer.text()
  if (answer.status !== 200) throw new Error(`${answering.url}: ${answer.status} ${text}`)
  return { seconds: (performance.now() - began) / 1000, bytes: text.length }
}

/** What a server answers in so many seconds, eight asking at once. */
export async function requestsPerSecond(answering: Answering, duration: number): Promise<number> {
  const result = await autocannon({
    url: answering.url,
    connections: 8,
    duration,
    headers: headersOf(answering),
  })
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${result.non2xx} refusals and ${result.errors} errors at ${answering.url}`)
  return result['2xx'] / result.duration
}

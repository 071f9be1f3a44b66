/** One line a rate and one a kind: what was offered, what was answered, and how long that took. */
import { type Driven, percentile } from './drive.ts'
import { kinds } from './mix.ts'
import type { Strain } from './server.ts'

const ms = (count: number): string => (Number.isNaN(count) ? '-' : count.toFixed(0)).padStart(7)

export const heading =
  'offered/s  done/s  kind          p50     p95     p99   (milliseconds from when each was due)'

/** @param target milliseconds that 95 in 100 may take; null: none is set */
export function told(driven: Driven, strain: Strain, target: number | null): string {
  const { rate, seconds, times, statuses, most } = driven
  const all = [...times.values()].flat()
  const lines = kinds.map((kind) => row('', '', kind, times.get(kind) ?? []))
  const done = (all.length / seconds).toFixed(1)
  const within =
    target === null ? '' : ` ${percentile(all, 95) <= target ? '≤' : 'NOT ≤'} ${target}`
  const rest = [...statuses].filter(([status]) => status < 200 || status >= 300)
  const others = rest.map(([status, count]) => `${count} × ${status || 'broken'}`).join(', ')
  return [
    `${row(String(rate), done, 'all', all)}${within}`,
    ...lines,
    `           other answers: ${others || 'none'}; at most ${most} under way`,
    `           server: ${(strain.cpu / seconds).toFixed(2)} processors, ` +
      `event loop p99 ${strain.delay_p99.toFixed(0)} ms, most ${strain.delay_max.toFixed(0)} ms, ` +
      `${strain.megabytes.toFixed(0)} MB`,
  ].join('\n')
}

const row = (offered: string, done: string, kind: string, times: readonly number[]): string =>
  `${offered.padStart(9)}${done.padStart(8)}  ${kind.padEnd(9)}` +
  [50, 95, 99].map((share) => ms(percentile(times, share))).join(' ')

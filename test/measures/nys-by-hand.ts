/**
 * The state's numbers reckoned a second time, plainly and with nothing of the product's: days are
 * numbers, a patient's file is read from top to bottom. For stories of the PHQ-9 without a break.
 */
import type { Dossier } from '../../server/domain/dossier.ts'

const number = (day: string): number => Date.parse(`${day.slice(0, 10)}T00:00:00Z`) / 86_400_000
const sum = (items: string | null, total: number | null): number | null => {
  if (items === null) return total
  const answers = items.split(' ')
  return answers.includes('-') ? null : answers.reduce((a, b) => a + Number(b), 0)
}
const isMedicaid = (category: string | undefined): boolean =>
  ['medicaid_ffs', 'medicaid_managed_care', 'dual_medicare_medicaid'].includes(category ?? '')
const oneDecimal = (part: number, whole: number): number | null =>
  whole === 0 ? null : Math.floor((part / whole) * 10 + 0.5) / 10

export interface ByHand {
  readonly [measure: string]: readonly [number, number | null, number | null]
}

/** @param month of 30 or 31 days: `from` and `to` are its first and last day */
export function nysByHand(clinic: readonly Dossier[], from: string, to: string): ByHand {
  const [first, last] = [number(from), number(to)]
  const n = { m1: 0, m2: 0, m3: 0, left: 0, days: 0, m5: 0, asked: 0, better: 0, well: 0, seen: 0 }
  for (const file of clinic) {
    const [episode] = file.episodes
    if (!episode) continue
    const start = number(episode.enrolled_on)
    if (start > last) continue
    let end = episode.closed_on === null ? Number.POSITIVE_INFINITY : number(episode.closed_on)
    const cared = ['assessment', 'follow_up', 'brief_intervention', 'safety_planning', 'crisis']
    const contacts = file.activities
      .filter((one) => one.reached && one.staff_id === 'cm')
      .filter((one) => [...cared, 'relapse_prevention'].includes(one.kind))
      .filter((one) => one.modality !== 'message' && one.modality !== 'none')
      .map((one) => number(one.started_at))
      .filter((day) => day <= last)
    const heard = contacts.filter((day) => day <= end && day >= number(episode.referred_on))
    if (heard.length > 0) end = Math.min(end, Math.max(...heard) + 90)
    if (end < first) continue
    n.m1++
    const cover = file.coverages.some(
      (one) =>
        one.rank < 3 &&
        number(one.starts_on) <= first &&
        (one.ends_on === null || number(one.ends_on) >= first) &&
        isMedicaid(file.payers.find(({ payer_id }) => payer_id === one.payer_id)?.category),
    )
    if (!cover) continue
    n.m2++
    if (start >= first) n.m3++
    const days = Math.min(end, last) - start
    if (end <= last) {
      n.left++
      n.days += days
    }
    const scores = file.scores
      .map((one) => ({ day: number(one.administered_on), total: sum(one.items, one.total) }))
      .filter((one): one is { day: number; total: number } => one.total !== null)
      .filter((one) => one.day >= start && one.day <= last)
      .sort((a, b) => a.day - b.day)
    if (contacts.some((day) => day >= first) && scores.some(({ day }) => day >= first)) n.m5++
    const base = scores[0]
    if (!base || base.total < 10) continue
    const now = scores.filter(({ day }) => day > base.day).at(-1)
    const latest = scores.filter(({ day }) => day >= first).at(-1)
    if (latest && latest.total < 5) n.well++
    if (days < 70) continue
    n.asked++
    if (now && (now.total <= base.total / 2 || now.total < 10)) n.better++
    else if (
      file.case_reviews.some((one) => {
        const day = number(one.reviewed_on)
        return day <= last && day > last - 60
      })
    )
      n.seen++
  }
  const stuck = n.asked - n.better
  return {
    m1: [n.m1, null, n.m1],
    m2: [n.m2, null, n.m2],
    m3: [n.m3, null, n.m3],
    m4: [n.days, n.left, oneDecimal(n.days / 7, n.left)],
    m5: [n.m5, n.m2, oneDecimal(100 * n.m5, n.m2)],
    m6: [n.better, n.asked, oneDecimal(100 * n.better, n.asked)],
    m7: [n.well, n.m2, oneDecimal(100 * n.well, n.m2)],
    m8: [n.seen, stuck, oneDecimal(100 * n.seen, stuck)],
  }
}

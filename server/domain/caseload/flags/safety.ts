/** Safety: what must reach a person the same day, and stays until a person has dealt with it. */
import type { Evidence } from '../../evidence.ts'
import type { Chart, PatientOn } from '../chart.ts'
import { citeScore, nameOf, type Seen } from '../course.ts'
import type { Raised, Rule } from '../flag.ts'
import { citeAssessment, dayAssessed, isDisposition } from '../risk.ts'
import { lastRun } from '../since.ts'

/**
 * Any asked self-harm item of 1 or more, or a positive C-SSRS screen, since the last documented risk
 * assessment with disposition: one of that day or later, by a clinician on record.
 *
 * Nothing else clears it. A crisis or safety planning contact shows that somebody spoke with the
 * patient; neither its kind nor its note says which risk was found or what was decided, and a
 * wrongly cleared S1 costs more than one confirmed twice; such contacts are cited, so that whoever
 * decides sees them. A score that was corrected or withdrawn was once given as an answer, and
 * counts. So does the whole record, earlier episodes too: no closing is a disposition.
 */
export const itemNinePositive: Rule = {
  id: 'S1',
  says: 'Self-harm item positive',
  severity: 'red',
  owner: 'care_manager',
  clears: 'A documented risk assessment and disposition by a named clinician; never a later score.',
  safety: true,
  points: 100,
  judge(chart) {
    const positive = openPositives(chart)
    const first = positive[0]
    if (!first) return undefined
    const last = positive.at(-1)!
    const again = last === first ? '' : `, last on ${last.on} (${nameOf(last.score.instrument)})`
    const undone = positive.every((one) => !chart.seen.includes(one))
      ? ', corrected or withdrawn since'
      : ''
    return {
      since: first.on,
      because:
        `A self-harm item was positive on ${first.on} (${nameOf(first.score.instrument)})${again}${undone}; ` +
        'no risk assessment with disposition is documented since.',
      inputs: [
        ...positive.map(citeScore),
        ...chart.assessments.filter((one) => dayAssessed(one) >= first.on).map(citeAssessment),
        ...riskContactsAfter(chart, first),
      ],
    }
  },
}

/**
 * Positive answers that no disposition has followed, oldest first: of the scores as they stand, and
 * as they stood before they were corrected or withdrawn; one that is still there is told once.
 */
export function openPositives({
  seen,
  withdrawn,
  assessments,
  dossier,
}: Pick<PatientOn, 'seen' | 'withdrawn' | 'assessments' | 'dossier'>): readonly Seen[] {
  const disposed = assessments.findLast((one) => isDisposition(one, dossier))
  const after = disposed ? dayAssessed(disposed) : ''
  const open = seen.filter(({ standing, on }) => standing.safety === 'positive' && on > after)
  if (withdrawn.length === 0) return open
  const known = new Set(open.map(({ score, on }) => `${on} ${score.score_id}`))
  for (const one of withdrawn) {
    if (one.standing.safety !== 'positive' || one.on <= after) continue
    const label = `${one.on} ${one.score.score_id}`
    if (!known.has(label)) open.push(one)
    known.add(label)
  }
  return open.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
}

/** Crisis and safety planning contacts from the first positive answer on. */
const riskContactsAfter = ({ contacts }: Chart, { on }: Seen): readonly Evidence[] =>
  contacts.reached
    .filter((one) => one.on >= on)
    .filter(({ activity: { kind } }) => kind === 'crisis' || kind === 'safety_planning')
    .map(({ activity, on: day }) => ({
      record: 'activities',
      id: activity.activity_id,
      on: day,
    }))

/** The adult form and the adolescents': both ask item 9. */
const asksItemNine: ReadonlySet<string> = new Set(['phq-9', 'phq-9m'])

export const itemNineUnknown: Rule = {
  id: 'S2',
  says: 'Item 9 not known',
  severity: 'red',
  owner: 'care_manager',
  clears: 'Item 9 answered, or risk asked and recorded.',
  safety: true,
  points: 0,
  judge({ seen, assessments }): Raised | undefined {
    const forms = seen.filter(({ score }) => asksItemNine.has(score.instrument))
    const latest = forms.at(-1)
    if (!latest) return undefined
    const askedOn = new Set(
      forms.filter(({ standing }) => standing.item9 !== 'not_asked').map(({ on }) => on),
    )
    const assessed = assessments.at(-1)
    const unknown = lastRun(forms, ({ on }) => !askedOn.has(on)).filter(
      ({ on }) => !assessed || on > dayAssessed(assessed),
    )
    if (unknown.length === 0) return undefined
    const why =
      latest.standing.status === 'total_only' ? 'came as a total without items' : 'left it blank'
    return {
      since: unknown[0]!.on,
      because: `The latest ${nameOf(latest.score.instrument)}, of ${latest.on}, ${why}: item 9 was not asked.`,
      inputs: unknown.map(citeScore),
    }
  },
}

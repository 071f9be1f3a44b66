/** Safety: what must reach a person the same day, and stays until a person has dealt with it. */
import type { Evidence } from '../../evidence.ts'
import type { Chart } from '../chart.ts'
import { citeScore, nameOf, type Seen } from '../course.ts'
import type { Raised, Rule } from '../flag.ts'
import { lastRun } from '../since.ts'

/**
 * Any asked self-harm item of 1 or more, or a positive C-SSRS screen, since the last documented risk
 * assessment with disposition.
 *
 * The bundle has no such assessment, and nothing else in it stands for one. A crisis or safety
 * planning contact shows that somebody spoke with the patient; neither its kind nor its note says
 * which risk was found or what was decided, and a wrongly cleared S1 costs more than one confirmed
 * twice. So nothing here clears it; such contacts are cited, so that whoever decides sees them.
 * For the same reason the whole record counts, earlier episodes too: no closing is a disposition.
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
    const positive = chart.seen.filter(({ standing }) => standing.safety === 'positive')
    const first = positive[0]
    if (!first) return undefined
    const last = positive.at(-1)!
    const again = last === first ? '' : `, last on ${last.on} (${nameOf(last.score.instrument)})`
    return {
      since: first.on,
      because:
        `A self-harm item was positive on ${first.on} (${nameOf(first.score.instrument)})${again}; ` +
        'no risk assessment with disposition is documented since.',
      inputs: [...positive.map(citeScore), ...riskContactsAfter(chart, first)],
    }
  },
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
  judge({ seen }): Raised | undefined {
    const forms = seen.filter(({ score }) => asksItemNine.has(score.instrument))
    const latest = forms.at(-1)
    if (!latest) return undefined
    const askedOn = new Set(
      forms.filter(({ standing }) => standing.item9 !== 'not_asked').map(({ on }) => on),
    )
    const unknown = lastRun(forms, ({ on }) => !askedOn.has(on))
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

/** What general behavioral health integration must show: 99484, G0323 and their kin. */
import { laterOf } from '../../calendar.ts'
import { citing } from '../../evidence.ts'
import { standing } from '../../instruments/index.ts'
import { areEveryDay, teamOf } from '../chart.ts'
import { because, cite, type Element, inOrder, isIn, measuredOften } from '../finding.ts'
import { worseningPoints } from '../parameters.ts'
import type { ServiceMonth } from '../service-month.ts'
import { plansOf } from './initial.ts'

export const monitoring: Element = {
  element: 'monitoring',
  says: 'The patient was monitored with a validated rating scale in the month.',
  source: 'CPT 99484: assessment or follow-up monitoring using validated rating scales',
  judge({ scores, first, ends_on, month }) {
    const measured = scores.filter(({ administered_on: on }) => isIn(on, first, ends_on))
    return citing(
      cite('scores', measured),
      `${measuredOften(measured)} in ${month}.`,
      because(
        'monitoring-missing',
        `No complete rating scale is dated in ${month}.`,
        'Administer a rating scale, all items answered.',
      ),
    )
  },
}

export const carePlanning: Element = {
  element: 'care-planning',
  says: 'A care plan exists, and was renewed where the patient is worse.',
  source: 'CPT 99484: behavioral health care planning, revised for patients who do not progress',
  judge(month) {
    const plans = plansOf(month, month.ends_on)
    const worse = isWorse(month)
    const proof = worse ? plans.filter(({ effective_on }) => effective_on >= month.first) : plans
    return citing(
      cite('care_plans', proof),
      worse ? 'The care plan was renewed in the month.' : 'A care plan is in force.',
      because(
        'care-planning-missing',
        worse
          ? `The latest score is ${worseningPoints} or more above the first, and no care plan is ` +
              `effective in ${month.month}.`
          : 'There is no care plan in this episode.',
        'Write the care plan, or renew it.',
      ),
    )
  },
}

/** The latest score is 5 or more above the episode's first on the same instrument. */
function isWorse({ scores, episode, ends_on }: ServiceMonth): boolean {
  const here = inOrder(
    scores.filter(({ administered_on: on }) => isIn(on, episode.starts_on, ends_on)),
  )
  const latest = here.at(-1)
  const first = here.find(({ instrument }) => instrument === latest?.instrument)
  if (!latest || !first) return false
  const [then, now] = [standing(first).total, standing(latest).total]
  return then !== null && now !== null && now - then >= worseningPoints
}

export const continuity: Element = {
  element: 'continuity',
  says: 'One designated member of the team stayed with the patient all month.',
  source: 'CPT 99484: continuity of care with a designated member of the care team',
  judge(month) {
    const { dossier, episode, first, ends_on } = month
    const from = laterOf(first, episode.starts_on)
    const members = (['care_manager', 'clinical_staff', 'billing_practitioner'] as const).flatMap(
      (role) => teamOf(dossier, episode.row, role, from, ends_on),
    )
    const people = [...new Set(members.map(({ staff_id }) => staff_id))]
    const steady = people
      .map((id) => members.filter(({ staff_id }) => staff_id === id))
      .filter((rows) => areEveryDay(rows, from, ends_on))
    return citing(
      cite('care_team', steady.flat()),
      `The same team member was there from ${from} to ${ends_on}.`,
      because(
        'continuity-missing',
        `Nobody was on the team all of ${month.month}.`,
        'Name one care manager, clinical staff member or practitioner for the whole month.',
      ),
    )
  },
}

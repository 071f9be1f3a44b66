/** What happened beside the scores: treatment, contacts, reviews, each a mark on the chart. */
import type { Chart } from '../../../server/contract/patients.ts'
import type { CalendarDay } from '../../../server/domain/calendar.ts'

export const lanes = ['Treatment', 'Contacts', 'Reviews'] as const

export interface ChartEvent {
  readonly on: CalendarDay
  readonly lane: (typeof lanes)[number]
  /** How it is drawn: filled, hollow or crossed. */
  readonly look: 'full' | 'hollow' | 'cross'
  readonly says: string
  /** What stands at its line on the chart. */
  readonly short: string
  /** A change of treatment: a line through the whole chart. */
  readonly isChange: boolean
}

/** Oldest first. */
export const eventsOnChart = (chart: Chart): readonly ChartEvent[] =>
  [
    ...medicationEvents(chart),
    ...planEvents(chart),
    ...contactEvents(chart),
    ...reviewEvents(chart),
  ].toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))

const treatment = (on: CalendarDay, says: string, isChange: boolean): ChartEvent => ({
  on,
  lane: 'Treatment',
  look: isChange ? 'full' : 'hollow',
  says,
  short: says.replace(/: .*$/, ''),
  isChange,
})

const medicationEvents = ({ medications }: Chart): readonly ChartEvent[] =>
  medications.flatMap(({ name, dose, started_on, stopped_on }) => {
    const called = dose === null ? name : `${name} ${dose}`
    const isReplaced = medications.some(
      (other) => other.name === name && other.started_on > started_on,
    )
    const begun = treatment(started_on, called, true)
    return stopped_on === null || isReplaced
      ? [begun]
      : [begun, treatment(stopped_on, `${name} stopped`, true)]
  })

const planEvents = ({ care_plans }: Chart): readonly ChartEvent[] =>
  care_plans
    .toSorted((a, b) => (a.effective_on < b.effective_on ? -1 : 1))
    .map(({ effective_on, change_reason }, at) =>
      treatment(
        effective_on,
        at === 0 ? 'First care plan' : `Plan ${at + 1}${change_reason ? `: ${change_reason}` : ''}`,
        at > 0,
      ),
    )

/** Contacts are what reached the patient; attempts are shown as such. */
const contactEvents = ({ activities }: Chart): readonly ChartEvent[] =>
  activities
    .filter(({ modality }) => modality !== 'none')
    .map(({ started_at, reached, modality, kind }) => ({
      on: started_at.slice(0, 10) as CalendarDay, // a local time begins with its day
      lane: 'Contacts',
      look: reached ? 'full' : 'cross',
      says: `${reached ? 'Reached' : 'Not reached'}: ${kind.replaceAll('_', ' ')}, ${modality.replaceAll('_', ' ')}`,
      short: '',
      isChange: false,
    }))

const reviewEvents = ({ case_reviews }: Chart): readonly ChartEvent[] =>
  case_reviews.map(({ reviewed_on, recommendation, recommends_change }) => ({
    on: reviewed_on,
    lane: 'Reviews',
    look: recommends_change ? 'full' : 'hollow',
    says: `${recommends_change ? 'Change recommended' : 'Review'}: ${recommendation}`,
    short: '',
    isChange: false,
  }))

/** Episodes with their phases; closing one says first what stays open. */
import type { Episode } from '../../../server/domain/records/index.ts'
import { shownDay, titled, words } from '../../components/words.ts'
import { useHere } from './here.ts'
import { Act, Facts, Part } from './parts.tsx'

export function Episodes() {
  const { chart } = useHere()
  const rows = chart.episodes.toSorted((a, b) => (a.referred_on < b.referred_on ? 1 : -1))
  return rows.map((row) => <EpisodePart key={row.episode_id} row={row} />)
}

const modelWords = { cocm: 'Collaborative care', bhi: 'General behavioral health' } as const

function EpisodePart({ row }: { readonly row: Episode }) {
  const { chart, nameOf, may, add, amend, today } = useHere()
  const phases = chart.episode_phases
    .filter(({ episode_id }) => episode_id === row.episode_id)
    .map(
      (one) =>
        `${words(one.phase)} since ${shownDay(one.starts_on)}${one.reason ? `: ${one.reason}` : ''}`,
    )
  const clinic = chart.clinics.find(({ clinic_id }) => clinic_id === row.clinic_id)
  const isOpen = row.closed_on === null
  return (
    <Part
      title={`${modelWords[row.model]}${isOpen ? '' : ', closed'}`}
      action={
        isOpen && (
          <>
            {may('episode_phases') && (
              <Act
                does="Change phase"
                onPress={() =>
                  add('episode_phases', {
                    fixed: { episode_id: row.episode_id },
                    given: { starts_on: today },
                  })
                }
              />
            )}
            {may('episodes') && (
              <Act
                does="Close episode"
                onPress={() =>
                  amend('episodes', row, {
                    only: ['closed_on', 'close_reason'],
                    given: { closed_on: today },
                    title: 'Close the episode',
                    intro: <StillOpen />,
                  })
                }
              />
            )}
          </>
        )
      }
    >
      <Facts
        facts={[
          ['Clinic', clinic?.name],
          [
            'Referred',
            `${shownDay(row.referred_on)}${row.referred_by ? ` by ${nameOf(row.referred_by)}` : ''}`,
          ],
          ['Enrolled', shownDay(row.enrolled_on)],
          [
            'Target',
            `${row.target_instrument ?? 'phq-9'}${row.target_score === null ? '' : `: ${row.target_score}`}`,
          ],
          ['Phases', phases.length === 0 ? 'active' : phases.join('; ')],
          ...(isOpen
            ? []
            : [
                [
                  'Closed',
                  `${shownDay(row.closed_on ?? '')}, ${words(row.close_reason ?? '')}`,
                ] as const,
              ]),
        ]}
      />
    </Part>
  )
}

/** What happens to open work when the episode ends. */
function StillOpen() {
  const { view, chart } = useHere()
  const flags = view.row?.flags ?? []
  const isUnsafe = flags.some(({ id }) => id === 'S1')
  const pending = chart.case_reviews.filter(
    ({ decision, recommends_change }) =>
      recommends_change && (decision === null || decision === 'pending'),
  ).length
  const questions = chart.questions.filter(({ settled_on }) => settled_on === null).length
  const lines = [
    isUnsafe &&
      'A self-harm item is positive without a disposition: document it first, the closing is refused until then.',
    chart.relapse_plans.length === 0 && 'There is no relapse-prevention plan.',
    pending > 0 &&
      `Recommendations without a decision: ${pending}. They stay on the practitioner’s page.`,
    questions > 0 &&
      `Questions to the consultant that are not settled: ${questions}. They leave the agenda.`,
    flags.length > 0 &&
      `Open flags go from the worklist: ${flags.map(({ id, says }) => `${id} ${titled(says).toLowerCase()}`).join(', ')}.`,
  ].filter((line) => line !== false)
  if (lines.length === 0) return <p className="quiet">Nothing is left open.</p>
  return (
    <ul className="still-open">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  )
}

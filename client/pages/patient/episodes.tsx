/** Episodes with their phases; closing one is a page of its own. */
import { useLocation } from 'wouter'
import type { Episode } from '../../../server/domain/records/index.ts'
import { shownDay, words } from '../../components/words.ts'
import { useHere } from './here.ts'
import { Act, Facts, Part } from './parts.tsx'

export function Episodes() {
  const { chart } = useHere()
  const rows = chart.episodes.toSorted((a, b) => (a.referred_on < b.referred_on ? 1 : -1))
  return rows.map((row) => <EpisodePart key={row.episode_id} row={row} />)
}

const modelWords = { cocm: 'Collaborative care', bhi: 'General behavioral health' } as const

function EpisodePart({ row }: { readonly row: Episode }) {
  const { chart, nameOf, may, add, today, view } = useHere()
  const [, navigate] = useLocation()
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
                onPress={() => navigate(`/patients/${view.handle}/close`)}
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

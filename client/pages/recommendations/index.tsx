/** Recommendations of the weekly review: whose move it is, the sheet, and what became of them. */
import { useQuery } from '@tanstack/react-query'
import type { Recommendation } from '../../../server/contract/recommendations.ts'
import type { SessionView } from '../../../server/contract/session.ts'
import { sessionQuery } from '../../api/queries.ts'
import { recommendationsQuery } from '../../api/review.ts'
import { useKept } from '../../components/kept.ts'
import { useKeys } from '../../components/keys.ts'
import { Empty, Skeleton, Trouble } from '../../components/states.tsx'
import '../../theme/patient.css'
import '../../theme/recommendations.css'
import { RecommendationList } from './list.tsx'
import { Sheet } from './sheet.tsx'

export function RecommendationsPage() {
  const session = useQuery(sessionQuery).data
  const query = useQuery({ ...recommendationsQuery, retry: 3 })
  if (query.isPending || !session) return <Skeleton what="the recommendations" lines={24} />
  if (query.isError) return <Trouble error={query.error} retry={query.refetch} />
  const { recommendations } = query.data
  if (recommendations.length === 0)
    return (
      <Empty>
        What the weekly review recommends for your patients will be here, to be decided and carried
        out.
      </Empty>
    )
  return <Recommendations all={recommendations} session={session} />
}

interface Shown {
  /** A review's key; null: the first. */
  readonly key: string | null
  readonly done: boolean
}

function Recommendations({
  all,
  session,
}: {
  readonly all: readonly Recommendation[]
  readonly session: SessionView
}) {
  const [shown, show] = useKept<Shown>('recommendations', { key: null, done: false })
  const ordered = inOrder(all)
  const open = ordered.filter(({ step }) => step !== 'done')
  const listed = shown.done || open.length === 0 ? ordered : open
  const one = all.find(({ key }) => key === shown.key) ?? listed[0]!
  const step = (by: number) => () => {
    const at = listed.findIndex(({ key }) => key === one.key)
    const to = listed[Math.min(Math.max(at + by, 0), listed.length - 1)]
    if (to) show({ ...shown, key: to.key })
  }
  useKeys({ j: step(1), k: step(-1), ArrowDown: step(1), ArrowUp: step(-1) })
  return (
    <section className="recommendations" aria-labelledby="recommendations">
      <div className="side no-print">
        <h1 id="recommendations">Recommendations</h1>
        <RecommendationList
          listed={listed}
          shown={one.key}
          doneCount={ordered.length - open.length}
          isDoneShown={listed === ordered}
          onShow={(key) => show({ ...shown, key })}
          onDone={(done) => show({ ...shown, done })}
        />
      </div>
      <Sheet key={one.key} one={one} session={session} />
    </section>
  )
}

const steps = ['sending', 'decision', 'action', 'outcome', 'done'] as const

/** One's own moves first, then by step; within each as the server has them, longest waiting first. */
const inOrder = (all: readonly Recommendation[]): readonly Recommendation[] =>
  all.toSorted(
    (a, b) =>
      Number(b.mine) - Number(a.mine) ||
      (a.mine ? 0 : steps.indexOf(a.step) - steps.indexOf(b.step)),
  )

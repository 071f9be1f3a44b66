import { Empty } from '../../components/states.tsx'

export function MeasuresPage() {
  return <Empty>Being built.</Empty>
}

import { Empty } from '../../components/states.tsx'

export function ImportPage() {
  return <Empty>Being built.</Empty>
}

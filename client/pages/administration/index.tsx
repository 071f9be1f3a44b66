import { Empty } from '../../components/states.tsx'

export function AdministrationPage() {
  return <Empty>Being built.</Empty>
}

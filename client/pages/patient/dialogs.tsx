/** The dialog that is open over the patient page, if one is. */
import { AddDialog } from '../../components/form/add-dialog.tsx'
import { AmendDialog } from '../../components/form/amend-dialog.tsx'
import { WithdrawDialog } from '../../components/form/withdraw-dialog.tsx'
import { type Opened, useHere } from './here.ts'

export function OpenDialog({
  opened,
  onClose,
}: {
  readonly opened: Opened
  readonly onClose: () => void
}) {
  const { view, choices, said } = useHere()
  const common = { patient: view.handle, choices, onClose }
  if (opened.does === 'add')
    return <AddDialog {...common} said={said} record={opened.record} {...opened.more} />
  if (opened.does === 'amend') {
    const { record, row, seen, more } = opened
    return <AmendDialog {...common} record={record} row={row} seen={seen} {...more} />
  }
  const { record, seen, says } = opened
  return <WithdrawDialog {...common} record={record} seen={seen} says={says} />
}

/** A dialog that is not left by mistake: what was typed is given up only when somebody says so. */
import { type ReactNode, useEffect, useState } from 'react'
import { Button, Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'

export function GuardedDialog({
  title,
  dirty,
  wide = false,
  onClose,
  children,
}: {
  readonly title: string
  /** Something was typed that is not saved. */
  readonly dirty: boolean
  readonly wide?: boolean
  readonly onClose: () => void
  /** @param leave closes, and asks first where something would be lost */
  readonly children: (leave: () => void) => ReactNode
}) {
  const [asking, setAsking] = useState(false)
  useEffect(() => {
    if (!dirty) return
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', warn)
    return () => removeEventListener('beforeunload', warn)
  }, [dirty])
  const leave = () => (dirty ? setAsking(true) : onClose())
  return (
    <ModalOverlay className="overlay" isOpen onOpenChange={(open) => !open && leave()}>
      <Modal className={wide ? 'modal wide' : 'modal'}>
        <Dialog className="dialog">
          <Heading slot="title">{title}</Heading>
          {asking && (
            <div className="asking row" role="alert">
              <span>What you typed is not saved.</span>
              <Button className="button" autoFocus onPress={() => setAsking(false)}>
                Go on typing
              </Button>
              <Button className="button danger" onPress={onClose}>
                Discard it
              </Button>
            </div>
          )}
          {children(leave)}
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

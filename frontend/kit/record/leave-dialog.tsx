/** Asked before what was typed is left: it can be kept for later, thrown away, or gone on with. */
import { useRef } from 'react'
import { useMessages } from '../i18n/locale-context'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { createMessages } from './create-messages'
import { recordMessages } from './record-messages'

interface LeaveDialogProps {
  onStay: () => void
  onLeave: () => void
  onKeep: () => void
}

export function LeaveDialog({ onStay, onLeave, onKeep }: LeaveDialogProps) {
  const words = useMessages(recordMessages)
  const create = useMessages(createMessages)
  const keep = useRef<HTMLButtonElement>(null)
  return (
    <Dialog
      open
      onClose={onStay}
      initialFocus={keep}
      title={create.leave}
      footer={
        <>
          <Button size="form" variant="danger" onClick={onLeave} className="mr-auto">
            {words.discard}
          </Button>
          <Button size="form" onClick={onStay}>
            {words.keepEditing}
          </Button>
          <Button size="form" variant="primary" ref={keep} onClick={onKeep}>
            {create.keep}
          </Button>
        </>
      }
    >
      {create.leaveWhy}
    </Dialog>
  )
}

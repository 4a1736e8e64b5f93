/** Asked before what was typed is thrown away. */
import { useMessages } from '../i18n/locale-context'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { recordMessages } from './record-messages'

export function LeaveDialog({ onStay, onLeave }: { onStay: () => void; onLeave: () => void }) {
  const words = useMessages(recordMessages)
  return (
    <Dialog
      open
      onClose={onStay}
      title={words.leave}
      footer={
        <>
          <Button size="form" onClick={onStay}>
            {words.keepEditing}
          </Button>
          <Button size="form" variant="danger" onClick={onLeave}>
            {words.discard}
          </Button>
        </>
      }
    >
      {words.leaveWhy}
    </Dialog>
  )
}

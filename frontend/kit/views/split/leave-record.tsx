/** Asked before a record is left with a field the server did not take. */
import { useMessages } from '../../i18n/locale-context'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { splitMessages } from './split-messages'

export function LeaveRecord({ onStay, onLeave }: { onStay: () => void; onLeave: () => void }) {
  const words = useMessages(splitMessages)
  return (
    <Dialog
      open
      onClose={onStay}
      title={words.unsaved}
      footer={
        <>
          <Button size="form" onClick={onStay}>
            {words.stay}
          </Button>
          <Button size="form" variant="danger" onClick={onLeave}>
            {words.leave}
          </Button>
        </>
      }
    >
      {words.unsavedWhy}
    </Dialog>
  )
}

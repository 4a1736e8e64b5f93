/** What waits for the pointer to leave, as a small button that shows it. */
import { useMessages } from '../i18n/locale-context'
import { Button } from '../ui/button'
import { liveMessages } from './live-messages'
import { useBar, useWaiting } from './waiting'

export function WaitingButton() {
  const words = useMessages(liveMessages)
  const { added, changed, show } = useWaiting()
  if (added + changed === 0) return null
  return (
    <Button icon="refresh-cw" onClick={show} className="pointer-events-auto bg-raised shadow-pop">
      {changed === 0 ? words.added(added) : words.changes(added + changed)}
      <span className="sr-only">, </span>
      <span className="font-normal text-fg-2">{words.show}</span>
    </Button>
  )
}

/** In the bar of a view: it has a place of its own there and covers nothing. */
export function WaitingInBar() {
  useBar()
  return (
    <span role="status" className="shrink-0 empty:hidden">
      <WaitingButton />
    </span>
  )
}

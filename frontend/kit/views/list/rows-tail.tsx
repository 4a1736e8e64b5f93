/** What stands at the end of the rows when part of them did not come. */
import { useMessages } from '../../i18n/locale-context'
import { Button } from '../../ui/button'
import { cellMessages } from '../cells/cell-messages'
import { type RowWindow } from '../row-window'

export function RowsTail({ list }: { list: Pick<RowWindow, 'failed' | 'retry'> }) {
  const words = useMessages(cellMessages)
  if (!list.failed) return null
  return (
    <div
      role="alert"
      className="sticky bottom-10 left-4 z-3 flex h-11 w-max shrink-0 items-center gap-3 rounded-card bg-raised px-4 text-bad shadow-pop"
    >
      {words.rowsFailed}
      <Button icon="refresh-cw" onClick={list.retry}>
        {words.retry}
      </Button>
    </div>
  )
}

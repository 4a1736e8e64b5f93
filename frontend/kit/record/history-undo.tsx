/** Takes one change back on one record alone. */
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type HistoryEntry, undoOnRecord } from '../client/changes'
import { isProblem } from '../client/problem'
import { useMessages } from '../i18n/locale-context'
import { type EntityPlan } from '../meta/plan'
import { type Row } from '../meta/wire'
import { Button } from '../ui/button'
import { dismissUndo, toast } from '../ui/toaster'
import { changeMessages } from './change-messages'
import { historyMessages } from './history-messages'
import { acceptRow } from './record-cache'
import { undoRefusal } from './undo-words'

export function UndoButton({
  entity,
  row,
  entry,
}: {
  entity: EntityPlan
  row: Row
  entry: HistoryEntry
}) {
  const words = useMessages(historyMessages)
  const reasons = useMessages(changeMessages)
  const client = useQueryClient()
  const [busy, setBusy] = useState(false)
  const run = async () => {
    setBusy(true)
    try {
      acceptRow(client, entity.name, await undoOnRecord(entity.name, row.id, entry.change_set))
      dismissUndo(entry.change_set)
      toast({ text: words.undone, tone: 'ok' })
    } catch (error) {
      const problem = isProblem(error) ? error : null
      toast({ text: undoRefusal(problem, entity, reasons), tone: 'bad' })
    }
    setBusy(false)
  }
  return (
    <Button
      size="small"
      variant="ghost"
      icon="undo-2"
      busy={busy}
      onClick={() => void run()}
      className="mt-1 -ml-2 text-fg-2"
    >
      {words.undo}
    </Button>
  )
}

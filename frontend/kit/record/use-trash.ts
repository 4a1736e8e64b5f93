/** Throwing a record away: at once, with the way back in the notice. A record that changed meanwhile stays. */
import { useQueryClient } from '@tanstack/react-query'
import { trashRecord } from '../client/changes'
import { keys } from '../client/data'
import { isProblem } from '../client/problem'
import { titleText } from '../fields/reference'
import { useLocale, useMessages } from '../i18n/locale-context'
import { type EntityPlan } from '../meta/plan'
import { type Row } from '../meta/wire'
import { toast } from '../ui/toaster'
import { changeMessages } from './change-messages'
import { useUndo } from './use-undo'

interface TrashOptions {
  /** While it goes nothing asks for it: the answer would be that it is not there. */
  onLeaving: (isLeaving: boolean) => void
  /** It is in the trash: what showed it closes. */
  onGone: () => void
}

export function useTrash(
  entity: EntityPlan,
  { onLeaving, onGone }: TrashOptions,
): (row: Row) => Promise<void> {
  const client = useQueryClient()
  const context = useLocale()
  const words = useMessages(changeMessages)
  const undo = useUndo()
  const remove = async (row: Row): Promise<void> => {
    const title = titleText(row[entity.title], context) || entity.label
    const own = keys.record(entity.name, row.id)
    onLeaving(true)
    try {
      await client.cancelQueries({ queryKey: own })
      const changeSet = await trashRecord(entity.name, row.id, row.version)
      onGone()
      void client.invalidateQueries({
        queryKey: ['data'],
        predicate: ({ queryKey }) => !own.every((part, index) => queryKey[index] === part),
      })
      toast({
        text: words.removed(title),
        tone: 'ok',
        undo: changeSet === null ? undefined : () => void undo(changeSet),
        changeSet: changeSet ?? undefined,
      })
    } catch (error) {
      onLeaving(false)
      const problem = isProblem(error) ? error : null
      const isOld = problem?.code === 'conflict'
      if (isOld) void client.invalidateQueries({ queryKey: ['data'] })
      toast({
        text: isOld
          ? words.changedMeanwhile(title)
          : [problem?.detail || words.removeFailed(title), problem?.hint].filter(Boolean).join(' '),
        tone: 'bad',
        action: problem?.isTemporary
          ? { label: words.retry, run: () => void remove(row) }
          : undefined,
      })
    }
  }
  return remove
}

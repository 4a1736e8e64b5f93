/** Taking a change set back, from a notice or with Ctrl+Z: works where no move leads back, and a conflict is said in words. */
import { useQueryClient } from '@tanstack/react-query'
import { undoChanges } from '../client/changes'
import { modelPlan } from '../client/model'
import { ApiProblem, isProblem } from '../client/problem'
import { useMessages } from '../i18n/locale-context'
import { toast } from '../ui/toaster'
import { changeMessages } from './change-messages'
import { forgetRemote, tellRemote } from './remote-changes'
import { undoRefusal } from './undo-words'

/** Resolves true when all of it went back; what did not is told. `done` is said when it did. */
export type Undo = (changeSet: string, done?: string, made?: Made) => Promise<boolean>

/** The record a change set made: undone, it goes, and whoever shows it is told before it is read again. */
interface Made {
  entity: string
  id: string
  version: number
}

export function useUndo(): Undo {
  const client = useQueryClient()
  const words = useMessages(changeMessages)

  const refuse = (problem: ApiProblem | null, entity: string | null, again: () => void) => {
    const plan = entity ? (modelPlan(client)?.findEntity(entity) ?? null) : null
    toast({
      text: undoRefusal(problem, plan, words),
      tone: 'bad',
      action: problem?.isTemporary ? { label: words.retry, run: again } : undefined,
    })
  }
  const undo: Undo = async (changeSet, done, made) => {
    const again = () => void undo(changeSet, done, made)
    try {
      const { undone, refused } = await undoChanges(changeSet)
      for (const one of undone) forgetRemote(one.entity, one.id)
      const first = refused[0]
      if (made && !first) {
        tellRemote(made.entity, made.id, { op: 'trash', version: made.version + 1 })
        await new Promise((drawn) => setTimeout(drawn))
      }
      if (first) refuse(first.problem && new ApiProblem(first.problem), first.entity, again)
      else toast({ text: done ?? words.undone, tone: 'ok' })
      return first === undefined
    } catch (error) {
      refuse(isProblem(error) ? error : null, null, again)
      return false
    } finally {
      // It may have touched records of other entities: what is on screen is read again.
      void client.invalidateQueries({ queryKey: ['data'] })
    }
  }
  return undo
}

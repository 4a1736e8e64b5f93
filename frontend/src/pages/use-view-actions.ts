/** What a person does with a view: every action says what came of it, and what can be undone offers it. */

import { keys } from '@kit/client/data'
import { useNavigation } from '@kit/client/navigation'
import { isProblem } from '@kit/client/problem'
import { changeView, dropView, keepView, restoreView, trashView } from '@kit/client/saved-views'
import { useMessages } from '@kit/i18n/locale-context'
import { type EntityPlan, type ViewPlan } from '@kit/meta/plan'
import { toast } from '@kit/ui/toaster'
import { type ViewState } from '@kit/views/contract'
import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { viewHref } from '../addresses'
import { chooseNow, type ViewChoice } from './view-choice'
import { viewListWords } from './view-list-words'
import { AS_SAVED, changedParts } from './view-parts'
import { discardPatch } from './view-patch'

export interface ViewActions {
  pin: (view: ViewPlan, pinned: boolean) => Promise<void>
  makeDefault: (view: ViewPlan, isDefault: boolean) => Promise<void>
  remove: (view: ViewPlan) => Promise<void>
  /** Keeps the changes on the view itself. */
  save: (view: ViewPlan, state: ViewState) => Promise<void>
}

interface ActionOptions {
  entity: EntityPlan
  /** The view on screen: when it goes, the entity's first one opens. */
  current: ViewPlan
  onState: (change: Partial<ViewState>, options?: { replace?: boolean }) => void
}

/** The server's own words, else ours. A view that changed meanwhile is read again. */
export function tellRefusal(client: QueryClient, error: unknown, otherwise: string): void {
  const problem = isProblem(error) ? error : null
  const said = problem?.errors[0]?.message ?? problem?.detail
  toast({ text: [said || otherwise, problem?.hint].filter(Boolean).join(' '), tone: 'bad' })
  if (problem !== null && !problem.isTemporary)
    void client.invalidateQueries({ queryKey: keys.views })
}

export function useViewActions({ entity, current, onState }: ActionOptions): ViewActions {
  const client = useQueryClient()
  const words = useMessages(viewListWords)
  const { go } = useNavigation()
  const attempt = async (work: () => Promise<void>) => {
    try {
      await work()
    } catch (error) {
      tellRefusal(client, error, words.failedTo)
    }
  }
  const choose = (key: string, choice: ViewChoice) =>
    attempt(() => chooseNow(client, entity.name, key, choice))
  const putBack = (view: ViewPlan) =>
    attempt(async () => {
      keepView(client, await restoreView(view.key))
      toast({ text: words.restored(view.label), tone: 'ok' })
    })
  return {
    pin: (view, pinned) => choose(view.key, { pinned }),
    makeDefault: (view, isDefault) => choose(view.key, { default: isDefault }),
    remove: (view) =>
      attempt(async () => {
        await trashView(view.key, view.saved?.version ?? 0)
        const next = entity.views.find((other) => other.key !== view.key && other.default)
        const rest = next ?? entity.views.find((other) => other.key !== view.key)
        if (view.key === current.key) go(viewHref(entity.plural, rest?.slug), { replace: true })
        dropView(client, view.key)
        toast({ text: words.removed(view.label), tone: 'ok', undo: () => void putBack(view) })
      }),
    save: (view, state) =>
      attempt(async () => {
        const version = view.saved?.version ?? 0
        keepView(client, await changeView(view.key, version, changedParts(view, state)))
        discardPatch(view.key)
        onState(AS_SAVED, { replace: true })
        toast({ text: words.saved(view.label), tone: 'ok' })
      }),
  }
}

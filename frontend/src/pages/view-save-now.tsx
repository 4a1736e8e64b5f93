/** Saves the view on screen when it may be changed; else asks for the name of a new one. */
import { type EntityPlan, type ViewPlan } from '@kit/meta/plan'
import { type ViewState } from '@kit/views/contract'
import { useEffect, useEffectEvent, useRef } from 'react'
import { useViewActions } from './use-view-actions'
import { ViewDialog } from './view-dialog'
import { wholeParts } from './view-parts'

interface ViewSaveNowProps {
  entity: EntityPlan
  view: ViewPlan
  state: ViewState
  onState: (change: Partial<ViewState>, options?: { replace?: boolean }) => void
  onDone: () => void
}

export function ViewSaveNow({ entity, view, state, onState, onDone }: ViewSaveNowProps) {
  const actions = useViewActions({ entity, current: view, onState })
  const begun = useRef(false)
  const save = useEffectEvent(async () => {
    await actions.save(view, state)
    onDone()
  })
  const canChange = view.saved?.can_change ?? false
  useEffect(() => {
    if (!canChange || begun.current) return
    begun.current = true
    void save()
  }, [canChange])
  if (canChange) return null
  return (
    <ViewDialog
      entity={entity}
      mode={{ kind: 'new', view, parts: wholeParts(view, state) }}
      onClose={onDone}
    />
  )
}

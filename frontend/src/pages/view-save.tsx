/** Beside the name of a view that was changed here: keep the changes or take them back. What it opens loads when pressed. */
import { useMessages } from '@kit/i18n/locale-context'
import { type EntityPlan, type ViewPlan } from '@kit/meta/plan'
import { Button } from '@kit/ui/button'
import { IconButton } from '@kit/ui/icon-button'
import { type ViewState } from '@kit/views/contract'
import { lazy, Suspense, useState } from 'react'
import { AS_SAVED, isViewChanged } from './view-parts'
import { discardPatch } from './view-patch'
import { viewWords } from './view-words'

const SaveNow = lazy(() =>
  import('./view-save-now').then((module) => ({ default: module.ViewSaveNow })),
)

interface ViewSaveProps {
  entity: EntityPlan
  view: ViewPlan
  state: ViewState
  onState: (change: Partial<ViewState>, options?: { replace?: boolean }) => void
  className?: string
}

export function ViewSave({ className, ...props }: ViewSaveProps) {
  const { entity, view, state, onState } = props
  const words = useMessages(viewWords)
  const [isAsked, setAsked] = useState(false)
  if (!isViewChanged(entity, view, state) && !isAsked) return null
  return (
    <div className={className}>
      <Button variant="soft" busy={isAsked} onClick={() => setAsked(true)}>
        {view.saved?.can_change ? words.save : words.saveNew}
      </Button>
      <IconButton
        icon="rotate-ccw"
        label={words.discard}
        onClick={() => {
          discardPatch(view.key)
          onState(AS_SAVED)
        }}
      />
      {isAsked && (
        <Suspense fallback={null}>
          <SaveNow {...props} onDone={() => setAsked(false)} />
        </Suspense>
      )}
    </div>
  )
}

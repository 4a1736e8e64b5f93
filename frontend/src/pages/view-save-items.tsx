/** At the foot of the list of views: keep what is on screen as a view, or go back to how the view was saved. */
import { useMessages } from '@kit/i18n/locale-context'
import { type EntityPlan, type ViewPlan } from '@kit/meta/plan'
import { Icon } from '@kit/ui/icon'
import { itemStyle } from '@kit/ui/layer'
import { type ViewState } from '@kit/views/contract'
import { type ViewActions } from './use-view-actions'
import { type ViewDialogMode } from './view-dialog'
import { moveFocus } from './view-list'
import { viewListWords } from './view-list-words'
import { AS_SAVED, isViewChanged, wholeParts } from './view-parts'
import { discardPatch } from './view-patch'
import { viewWords } from './view-words'

interface ViewSaveItemsProps {
  entity: EntityPlan
  view: ViewPlan
  state: ViewState
  onState: (change: Partial<ViewState>, options?: { replace?: boolean }) => void
  actions: ViewActions
  onDialog: (mode: ViewDialogMode) => void
  onDone: () => void
}

export function ViewSaveItems({
  entity,
  view,
  state,
  onState,
  actions,
  onDialog,
  onDone,
}: ViewSaveItemsProps) {
  const words = useMessages(viewListWords)
  const bar = useMessages(viewWords)
  const isChanged = isViewChanged(entity, view, state)
  const done = (work: () => void) => () => {
    onDone()
    work()
  }
  return (
    <div className="mt-1 border-t border-line pt-1">
      {isChanged && view.saved?.can_change && (
        <Line icon="check" label={bar.save} onPress={done(() => void actions.save(view, state))} />
      )}
      {isChanged && (
        <Line
          icon="rotate-ccw"
          label={bar.discard}
          onPress={done(() => {
            discardPatch(view.key)
            onState(AS_SAVED)
          })}
        />
      )}
      <Line
        icon="plus"
        label={words.saveNewLong}
        onPress={() => onDialog({ kind: 'new', view, parts: wholeParts(view, state) })}
      />
    </div>
  )
}

function Line({ icon, label, onPress }: { icon: string; label: string; onPress: () => void }) {
  return (
    <button
      type="button"
      data-stop
      onKeyDown={moveFocus}
      onClick={onPress}
      className={`${itemStyle} hover:bg-hover`}
    >
      <Icon name={icon} />
      {label}
    </button>
  )
}

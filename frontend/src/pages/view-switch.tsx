/** How the view is drawn: the kinds the entity offers side by side. Filter, order and search stay. */
import { useMessages } from '@kit/i18n/locale-context'
import { type EntityPlan, type ViewPlan } from '@kit/meta/plan'
import { SegmentedControl } from '@kit/ui/segmented'
import { type ViewState } from '@kit/views/contract'
import { viewKinds } from '@kit/views/registry'
import { preloadView } from './lazy-view'
import { kindsOf, switchTo } from './view-kinds'
import { viewWords } from './view-words'

interface ViewSwitchProps {
  entity: EntityPlan
  view: ViewPlan
  state: ViewState
  onState: (change: Partial<ViewState>) => void
  /** Words for the kind that is on only; the others are icons with their words as tips. */
  isNarrow?: boolean
  className?: string
}

export function useKindLabel(): (kind: string) => string {
  const words: Record<string, unknown> = useMessages(viewWords)
  return (kind) => (viewKinds.has(kind) && typeof words[kind] === 'string' ? words[kind] : kind)
}

export function ViewSwitch({ entity, view, state, onState, isNarrow, className }: ViewSwitchProps) {
  const words = useMessages(viewWords)
  const labelOf = useKindLabel()
  const kinds = kindsOf(entity, view)
  if (kinds.length < 2) return null
  const preload = () => kinds.forEach((kind) => void preloadView(kind))
  return (
    <div onPointerEnter={preload} onFocus={preload} className={className}>
      <SegmentedControl
        label={words.drawnAs}
        compact={isNarrow}
        value={state.as ?? view.kind}
        onChange={(kind) => onState(switchTo(view, state, kind))}
        items={kinds.map((kind) => ({
          key: kind,
          label: labelOf(kind),
          icon: viewKinds.get(kind)?.icon,
        }))}
      />
    </div>
  )
}

/** The name of the view in the top bar: opens the list of views, which loads on the first press or hover. */
import { useMessages } from '@kit/i18n/locale-context'
import { type EntityPlan, type ViewPlan } from '@kit/meta/plan'
import { cn } from '@kit/ui/cn'
import { Icon } from '@kit/ui/icon'
import { type ViewState } from '@kit/views/contract'
import { type ComponentProps, lazy, type Ref, Suspense, useState } from 'react'
import { isViewChanged } from './view-parts'
import { viewWords } from './view-words'

const loadMenu = () => import('./view-list-menu')
const ViewListMenu = lazy(() => loadMenu().then((module) => ({ default: module.ViewListMenu })))

interface ViewPickerProps {
  entity: EntityPlan
  view: ViewPlan
  state: ViewState
  onState: (change: Partial<ViewState>, options?: { replace?: boolean }) => void
}

function PickerButton({
  view,
  isChanged,
  className,
  ...props
}: {
  view: ViewPlan
  isChanged: boolean
  ref?: Ref<HTMLButtonElement>
} & ComponentProps<'button'>) {
  const words = useMessages(viewWords)
  return (
    <button
      type="button"
      aria-label={`${words.view(view.label)}${isChanged ? `, ${words.changed}` : ''}`}
      className={cn(
        'flex h-(--control) min-w-0 items-center gap-1.5 rounded-control px-2 font-medium text-fg transition-colors duration-100 hover:bg-hover aria-expanded:bg-hover max-md:-mx-1 max-md:h-6 max-md:gap-1 max-md:px-1 max-md:text-meta max-md:text-fg-2',
        className,
      )}
      {...props}
    >
      <span className="truncate">{view.label}</span>
      {isChanged && <span className="size-1.5 shrink-0 rounded-full bg-accent" />}
      <Icon name="chevron-down" size={14} className="shrink-0 text-fg-3" />
    </button>
  )
}

export function ViewPicker(props: ViewPickerProps) {
  const [isWanted, setWanted] = useState(false)
  const isChanged = isViewChanged(props.entity, props.view, props.state)
  const closed = (
    <PickerButton
      view={props.view}
      isChanged={isChanged}
      aria-haspopup="dialog"
      onPointerEnter={() => void loadMenu()}
      onFocus={() => void loadMenu()}
      onClick={() => setWanted(true)}
    />
  )
  if (!isWanted) return closed
  return (
    <Suspense fallback={closed}>
      <ViewListMenu {...props} trigger={<PickerButton view={props.view} isChanged={isChanged} />} />
    </Suspense>
  )
}

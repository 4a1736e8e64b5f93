/** The views of an entity: on a desk a small layer under the name, on a phone a sheet that also has the kinds. */
import { useMessages } from '@kit/i18n/locale-context'
import { type EntityPlan, type ViewPlan } from '@kit/meta/plan'
import { Popover } from '@kit/ui/popover'
import { Sheet } from '@kit/ui/sheet'
import { type ViewState } from '@kit/views/contract'
import { usePhone } from '@kit/views/use-phone'
import { cloneElement, type ReactElement, useState } from 'react'
import { useViewActions } from './use-view-actions'
import { ViewDialog, type ViewDialogMode } from './view-dialog'
import { ViewList } from './view-list'
import { ViewSaveItems } from './view-save-items'
import { ViewSwitch } from './view-switch'
import { viewWords } from './view-words'

interface ViewListMenuProps {
  entity: EntityPlan
  view: ViewPlan
  state: ViewState
  onState: (change: Partial<ViewState>, options?: { replace?: boolean }) => void
  trigger: ReactElement<{ onClick?: () => void; 'aria-expanded'?: boolean }>
}

export function ViewListMenu({ trigger, ...props }: ViewListMenuProps) {
  const words = useMessages(viewWords)
  const phone = usePhone()
  const [isOpen, setOpen] = useState(true)
  const [mode, setMode] = useState<ViewDialogMode | null>(null)
  const actions = useViewActions({ ...props, current: props.view })
  const ask = (asked: ViewDialogMode) => {
    setOpen(false)
    setMode(asked)
  }
  const list = (
    <ViewList {...props} actions={actions} onDialog={ask} onChosen={() => setOpen(false)}>
      <ViewSaveItems {...props} actions={actions} onDialog={ask} onDone={() => setOpen(false)} />
    </ViewList>
  )
  return (
    <>
      {phone ? (
        <>
          {cloneElement(trigger, { onClick: () => setOpen(true), 'aria-expanded': isOpen })}
          <Sheet
            open={isOpen}
            onClose={() => setOpen(false)}
            label={words.views}
            side="bottom"
            modal
            className="p-3"
          >
            <ViewSwitch {...props} className="mb-2 overflow-x-auto" />
            {list}
          </Sheet>
        </>
      ) : (
        <Popover
          label={words.views}
          trigger={trigger}
          open={isOpen}
          onOpenChange={setOpen}
          className="w-84 p-1"
        >
          {list}
        </Popover>
      )}
      {mode && <ViewDialog entity={props.entity} mode={mode} onClose={() => setMode(null)} />}
    </>
  )
}

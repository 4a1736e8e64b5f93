/** Modal dialog: title, body, footer. On a phone it comes from the bottom, full width. */
import { Dialog as Base } from '@base-ui/react/dialog'
import { type ReactNode, type RefObject } from 'react'
import { kitMessages } from '../i18n/kit-messages'
import { useMessages } from '../i18n/locale-context'
import { cn } from './cn'
import { IconButton } from './icon-button'
import { scrimStyle } from './layer'

export interface DialogProps {
  open: boolean
  onClose: () => void
  title: ReactNode
  description?: ReactNode
  children: ReactNode
  /** Buttons; the primary one last. */
  footer?: ReactNode
  size?: 'default' | 'medium' | 'wide' | 'page'
  /** Presses outside and Escape do nothing: the answer is needed. */
  required?: boolean
  initialFocus?: RefObject<HTMLElement | null>
  className?: string
}

const WIDTH = { default: 'md:w-120', medium: 'md:w-140', wide: 'md:w-180', page: 'md:w-264' }

export function Dialog({
  open,
  onClose,
  title,
  description,
  children,
  footer,
  size = 'default',
  required,
  initialFocus,
  className,
}: DialogProps) {
  const words = useMessages(kitMessages)
  return (
    <Base.Root
      open={open}
      onOpenChange={(next) => !next && !required && onClose()}
      disablePointerDismissal={required}
    >
      <Base.Portal>
        <Base.Backdrop forceRender className={cn(scrimStyle, 'z-45')} />
        <Base.Viewport className="fixed inset-0 z-45 grid place-items-center p-4 max-md:items-end max-md:p-0">
          <Base.Popup
            data-slot="dialog"
            initialFocus={initialFocus}
            className={cn(
              'motion-pop relative flex max-h-full w-full max-w-full flex-col overflow-hidden rounded-dialog bg-raised text-fg shadow-dialog outline-none max-md:rounded-b-none',
              WIDTH[size],
              className,
            )}
          >
            <header className="pt-4.5 pr-14 pl-5">
              <Base.Title className="text-section font-semibold tracking-[-0.011em]">
                {title}
              </Base.Title>
              {description && (
                <Base.Description className="text-fg-2">{description}</Base.Description>
              )}
            </header>
            <div className="min-h-0 overflow-y-auto px-5 pt-3.5 pb-5">{children}</div>
            {footer && (
              <div className="flex items-center justify-end gap-2 border-t border-line bg-bg px-5 py-3 max-md:flex-wrap">
                {footer}
              </div>
            )}
            {/* Last in the order of focus, so a dialog opens on its first field and not on its way out. */}
            {!required && (
              <IconButton
                icon="x"
                label={words.close}
                onClick={onClose}
                className="absolute top-3.5 right-3.5"
              />
            )}
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  )
}

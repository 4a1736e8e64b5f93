/** A layer from the side (record peek, 520 px) or from the bottom (phone menus). Not modal at the side: the list behind stays in use. */
import { Dialog as Base } from '@base-ui/react/dialog'
import { type ReactNode } from 'react'
import { cn } from './cn'
import { scrimStyle } from './layer'

export interface SheetProps {
  open: boolean
  onClose: () => void
  /** Accessible name. */
  label: string
  side?: 'right' | 'left' | 'bottom'
  /** Covers and blocks the page behind. */
  modal?: boolean
  children: ReactNode
  className?: string
}

const SIDE = {
  // Under the top bar, whose primary action stays in reach.
  right:
    'top-[calc(var(--top-h)+1rem)] right-2 bottom-2 [:root:has([data-slot=banner])_&]:top-[calc(var(--top-h)+3rem)] w-130 max-w-full overflow-hidden rounded-card data-starting-style:translate-x-full data-ending-style:translate-x-full max-md:inset-0 max-md:w-full max-md:rounded-none',
  left: 'inset-y-0 left-0 w-72 max-w-full border-r border-line data-starting-style:-translate-x-full data-ending-style:-translate-x-full',
  bottom:
    'inset-x-0 bottom-0 max-h-[85dvh] rounded-t-dialog pb-[env(safe-area-inset-bottom)] data-starting-style:translate-y-full data-ending-style:translate-y-full',
}

export function Sheet({
  open,
  onClose,
  label,
  side = 'right',
  modal = false,
  children,
  className,
}: SheetProps) {
  return (
    <Base.Root
      open={open}
      modal={modal}
      disablePointerDismissal={!modal}
      onOpenChange={(next) => !next && onClose()}
    >
      <Base.Portal>
        {modal && <Base.Backdrop className={cn(scrimStyle, 'z-40')} />}
        <Base.Popup
          data-slot="sheet"
          aria-label={label}
          className={cn(
            'motion-sheet fixed z-40 flex flex-col overflow-y-auto bg-surface text-fg shadow-dialog outline-none',
            SIDE[side],
            className,
          )}
        >
          {children}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}

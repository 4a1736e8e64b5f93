/** The closed face of a picker: looks like an input, opens the list. Passes what the list's trigger needs to the button. */
import { type ComponentProps, type ReactNode } from 'react'
import { cn } from '../ui/cn'
import { Icon } from '../ui/icon'
import { inputFrameStyle } from '../ui/input'

export interface PickerButtonProps extends ComponentProps<'button'> {
  size?: never
  dense: boolean
  placeholder: string
  filled: boolean
  children: ReactNode
}

export function PickerButton({
  dense,
  placeholder,
  filled,
  children,
  className,
  ...props
}: PickerButtonProps) {
  return (
    <button
      data-slot="picker-button"
      {...props}
      type="button"
      className={cn(
        inputFrameStyle({ size: 'form' }),
        'w-full cursor-default overflow-hidden text-left outline-none focus-visible:border-focus focus-visible:ring-1 focus-visible:ring-focus aria-invalid:border-bad aria-invalid:ring-1 aria-invalid:ring-bad data-popup-open:border-focus data-popup-open:ring-1 data-popup-open:ring-focus',
        dense && 'h-7 px-1.5 max-md:h-10',
        className,
      )}
    >
      <span className="flex min-w-0 grow items-center gap-1 overflow-hidden">
        {filled ? children : <span className="truncate text-fg-3">{placeholder}</span>}
      </span>
      <Icon name="chevron-down" size={14} className="text-fg-3" />
    </button>
  )
}

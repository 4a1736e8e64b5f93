/** One of a few, by the platform's own list: light, and the best there is on a phone. */
import { type ComponentProps } from 'react'
import { cn } from './cn'
import { Icon } from './icon'
import { inputFrameStyle } from './input'

export interface NativeSelectProps extends Omit<ComponentProps<'select'>, 'size'> {
  frameClassName?: string
}

export function NativeSelect({ className, frameClassName, children, ...props }: NativeSelectProps) {
  return (
    <span
      data-slot="native-select"
      className={cn(inputFrameStyle({ size: 'form' }), 'relative px-0', frameClassName)}
    >
      <select
        className={cn(
          'h-full w-full min-w-0 cursor-default appearance-none rounded-control bg-surface pr-7 pl-2.5 text-fg outline-none',
          className,
        )}
        {...props}
      >
        {children}
      </select>
      <Icon
        name="chevron-down"
        size={14}
        className="pointer-events-none absolute right-2.5 text-fg-3"
      />
    </span>
  )
}

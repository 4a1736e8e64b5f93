/** Top bar of a page: where I am at the left, what I can do at the right. One primary action, last. */
import { type ComponentProps, type ReactNode } from 'react'
import { cn } from './cn'

export function TopBar({ className, ...props }: ComponentProps<'header'>) {
  return (
    <header
      data-slot="top-bar"
      className={cn(
        'flex h-(--top-h) shrink-0 items-center gap-2 border-b border-line pr-3 pl-4 max-md:pr-2',
        className,
      )}
      {...props}
    />
  )
}

export function TopBarTools({ className, ...props }: ComponentProps<'div'>) {
  return <div className={cn('ml-auto flex shrink-0 items-center gap-1.5', className)} {...props} />
}

/** Links separated by slashes; the last is where we are. */
export function Crumbs({
  label,
  items,
}: {
  label: string
  items: { key: string; content: ReactNode }[]
}) {
  return (
    <nav aria-label={label} data-slot="crumbs" className="min-w-0">
      <ol className="flex min-w-0 items-center gap-1.5 whitespace-nowrap text-fg-2">
        {items.map((item, index) => {
          const last = index === items.length - 1
          return (
            <li
              key={item.key}
              aria-current={last ? 'page' : undefined}
              className={cn(
                'flex items-center gap-1.5',
                last ? 'min-w-0 font-semibold text-fg' : 'max-md:hidden',
              )}
            >
              {index > 0 && (
                <span aria-hidden className="font-normal text-fg-3 max-md:hidden">
                  /
                </span>
              )}
              {item.content}
            </li>
          )
        })}
      </ol>
    </nav>
  )
}

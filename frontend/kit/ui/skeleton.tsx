/** A grey block where content will be, in its size. Shows after 150 ms only. Dimensions by class: <Skeleton className="h-3 w-24" />. */
import { type ComponentProps } from 'react'
import { cn } from './cn'

export function Skeleton({ className, ...props }: ComponentProps<'span'>) {
  return (
    <span
      aria-hidden
      data-slot="skeleton"
      className={cn('skeleton appear-late block', className)}
      {...props}
    />
  )
}

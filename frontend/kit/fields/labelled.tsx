/** A small label over one control of a composite editor. */
import { type ReactNode } from 'react'
import { cn } from '../ui/cn'

export interface LabelledProps {
  htmlFor: string
  label: string
  className?: string
  children: ReactNode
}

export function Labelled({ htmlFor, label, className, children }: LabelledProps) {
  return (
    <div className={cn('flex min-w-0 flex-col gap-1', className)}>
      <label htmlFor={htmlFor} className="truncate text-meta text-fg-2">
        {label}
      </label>
      {children}
    </div>
  )
}

/** Label, control, help and error of one field. The control gets id, aria-describedby and aria-invalid from the render prop. */
import { type ReactNode, useId } from 'react'
import { cn } from './cn'
import { Icon } from './icon'

export interface FieldControl {
  id: string
  'aria-describedby': string | undefined
  'aria-invalid': boolean | undefined
}

export interface FieldProps {
  label: ReactNode
  /** Something at the far right of the label line, e.g. a link. */
  aside?: ReactNode
  required?: boolean
  help?: ReactNode
  error?: ReactNode
  /** When the control already has an id of its own. */
  id?: string
  className?: string
  children: (control: FieldControl) => ReactNode
}

export function FieldError({
  id,
  children,
  className,
}: {
  id?: string
  children: ReactNode
  className?: string
}) {
  return (
    <p
      id={id}
      role="alert"
      className={cn('flex items-start gap-1.25 text-meta text-bad', className)}
    >
      <Icon name="circle-alert" size={14} className="mt-px" />
      <span className="min-w-0">{children}</span>
    </p>
  )
}

export function Field({
  label,
  aside,
  required,
  help,
  error,
  id: given,
  className,
  children,
}: FieldProps) {
  const own = useId()
  const id = given ?? own
  const described = [error ? `${id}-error` : '', help ? `${id}-help` : ''].filter(Boolean).join(' ')
  return (
    <div data-slot="field" className={cn('flex min-w-0 flex-col gap-1.5', className)}>
      <div className="flex items-baseline justify-between gap-2">
        <label htmlFor={id} className="font-medium text-fg">
          {label}
          {required && (
            <span aria-hidden className="text-bad">
              {' *'}
            </span>
          )}
        </label>
        {aside}
      </div>
      {children({
        id,
        'aria-describedby': described || undefined,
        'aria-invalid': error ? true : undefined,
      })}
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
      {help && (
        <p id={`${id}-help`} className="text-meta text-fg-3">
          {help}
        </p>
      )}
    </div>
  )
}

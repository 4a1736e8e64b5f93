/** Text inputs. The frame carries border, focus ring and slots; the input inside is bare. */
import { cva, type VariantProps } from 'class-variance-authority'
import { type ComponentProps, type ReactNode, type Ref } from 'react'
import { cn } from './cn'
import { Icon } from './icon'

export const inputFrameStyle = cva(
  'flex min-w-0 items-center gap-2 rounded-control border border-line-input bg-surface text-fg focus-within:border-focus focus-within:ring-1 focus-within:ring-focus has-[:disabled]:border-line has-[:disabled]:bg-surface-2 has-[:disabled]:text-fg-2 has-[[aria-invalid=true]]:border-bad has-[[aria-invalid=true]]:ring-1 has-[[aria-invalid=true]]:ring-bad',
  {
    variants: {
      size: {
        toolbar: 'h-(--control) px-2 text-ui max-md:h-10.5 max-md:text-section',
        form: 'h-(--control-form) px-2.5 text-ui max-md:h-10.5 max-md:text-section',
        touch: 'h-10 px-3 text-body max-md:text-section',
        cell: 'h-full rounded-none border-0 px-2 text-ui focus-within:ring-0',
      },
      quiet: { true: 'border-line' },
    },
    defaultVariants: { size: 'form' },
  },
)

export interface InputProps
  extends Omit<ComponentProps<'input'>, 'size' | 'prefix'>,
    VariantProps<typeof inputFrameStyle> {
  icon?: string
  prefix?: ReactNode
  suffix?: ReactNode
  frameClassName?: string
  ref?: Ref<HTMLInputElement>
}

export function Input({
  size,
  quiet,
  icon,
  prefix,
  suffix,
  className,
  frameClassName,
  ref,
  ...props
}: InputProps) {
  return (
    <span data-slot="input" className={cn(inputFrameStyle({ size, quiet }), frameClassName)}>
      {icon && <Icon name={icon} className="text-fg-3" />}
      {prefix && <span className="shrink-0 text-fg-3">{prefix}</span>}
      <input
        ref={ref}
        className={cn('h-full w-full min-w-0 bg-transparent outline-none', className)}
        {...props}
      />
      {suffix && <span className="flex shrink-0 items-center text-fg-3">{suffix}</span>}
    </span>
  )
}

export interface TextareaProps extends ComponentProps<'textarea'> {
  ref?: Ref<HTMLTextAreaElement>
}

/** Grows with its text. */
export function Textarea({ className, ...props }: TextareaProps) {
  return (
    <textarea
      data-slot="textarea"
      className={cn(
        'field-sizing-content block min-h-18 w-full resize-none rounded-control border border-line-input bg-surface px-2.5 py-2 text-ui text-fg outline-none focus:border-focus focus:ring-1 focus:ring-focus disabled:border-line disabled:bg-surface-2 aria-invalid:border-bad aria-invalid:ring-1 aria-invalid:ring-bad max-md:text-section',
        className,
      )}
      {...props}
    />
  )
}

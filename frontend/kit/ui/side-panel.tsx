/** Attribute panel of a record: sections of label and value lines at the side of the page. */
import { type ComponentProps, type ReactNode } from 'react'
import { cn } from './cn'
import { Icon } from './icon'

export function SidePanel({
  side = 'left',
  className,
  ...props
}: ComponentProps<'aside'> & { side?: 'left' | 'right' }) {
  return (
    <aside
      data-slot="side-panel"
      className={cn(
        'flex w-90 shrink-0 flex-col overflow-y-auto bg-surface max-md:w-full',
        side === 'left'
          ? 'border-r border-line max-md:border-r-0'
          : 'border-l border-line max-md:border-l-0',
        className,
      )}
      {...props}
    />
  )
}

interface PanelSectionProps {
  title?: ReactNode
  actions?: ReactNode
  children: ReactNode
  className?: string
}

export function PanelSection({ title, actions, children, className }: PanelSectionProps) {
  return (
    <section
      data-slot="panel-section"
      className={cn('border-b border-line px-4 py-3 last:border-b-0', className)}
    >
      {(title || actions) && (
        <header className="mb-1.5 flex min-h-6 items-center gap-1.5">
          <h2 className="grow font-semibold">{title}</h2>
          {actions}
        </header>
      )}
      {children}
    </section>
  )
}

/** Wrap lines in <dl>. */
export function PanelLine({
  icon,
  label,
  children,
}: {
  icon?: string
  label: ReactNode
  children: ReactNode
}) {
  return (
    <div className="grid min-h-7.5 grid-cols-[minmax(0,3fr)_minmax(0,4fr)] items-center gap-2 max-md:min-h-10">
      <dt className="flex min-h-7.5 min-w-0 items-center gap-1.75 self-start text-fg-3 max-md:min-h-10">
        {icon && <Icon name={icon} size={14} />}
        <span className="min-w-0 py-1 leading-4 wrap-break-word">{label}</span>
      </dt>
      <dd className="-ml-1.5 min-w-0">{children}</dd>
    </div>
  )
}

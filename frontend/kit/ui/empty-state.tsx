/** What is missing, one line why, and the same action as the button. The dial is the clock without hands. */
import { type ReactNode } from 'react'
import { cn } from './cn'
import { Icon } from './icon'

export interface EmptyStateProps {
  icon: string
  title: ReactNode
  children?: ReactNode
  /** Buttons. */
  actions?: ReactNode
  tone?: 'plain' | 'bad'
  /** The title is the heading of the page. */
  isPage?: boolean
  className?: string
}

export function EmptyState({
  icon,
  title,
  children,
  actions,
  tone = 'plain',
  isPage,
  className,
}: EmptyStateProps) {
  const Title = isPage ? 'h1' : 'p'
  return (
    <div
      data-slot="empty-state"
      className={cn(
        'flex h-full flex-col items-center justify-center gap-1 p-6 text-center text-fg-2',
        className,
      )}
    >
      <span className="relative mb-2 grid size-16 place-items-center">
        <svg viewBox="0 0 56 56" fill="none" aria-hidden className="absolute inset-0">
          <circle cx="28" cy="28" r="21" fill="var(--hover)" />
          <circle
            cx="28"
            cy="28"
            r="26"
            pathLength="24"
            stroke="var(--border-input)"
            strokeWidth="2"
            strokeDasharray="0.3 1.7"
            strokeDashoffset="0.15"
          />
          <circle cx="41" cy="5.5" r="3" fill={tone === 'bad' ? 'var(--bad)' : 'var(--accent)'} />
        </svg>
        <Icon
          name={icon}
          size={20}
          className={cn('relative', tone === 'bad' ? 'text-bad' : 'text-fg-2')}
        />
      </span>
      <Title className="text-body font-semibold text-fg">{title}</Title>
      {children && <p className="max-w-[38ch]">{children}</p>}
      {actions && <div className="mt-3 flex flex-wrap justify-center gap-2">{actions}</div>}
    </div>
  )
}

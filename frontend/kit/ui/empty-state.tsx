/** What is missing, one line why, and the same action as the button. The arc is the clock without hands. */
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
      <span className="relative mb-2 grid size-14 place-items-center">
        <svg viewBox="0 0 56 56" fill="none" aria-hidden className="absolute inset-0">
          <circle cx="28" cy="28" r="26" stroke="var(--border)" strokeWidth="1.5" />
          <path
            d="M28 2a26 26 0 0 1 26 26"
            stroke={tone === 'bad' ? 'var(--bad)' : 'var(--accent)'}
            strokeWidth="2"
            strokeLinecap="round"
          />
        </svg>
        <Icon name={icon} size={20} className={tone === 'bad' ? 'text-bad' : 'text-fg-2'} />
      </span>
      <Title className="text-body font-semibold text-fg">{title}</Title>
      {children && <p className="max-w-[38ch]">{children}</p>}
      {actions && <div className="mt-3 flex flex-wrap justify-center gap-2">{actions}</div>}
    </div>
  )
}

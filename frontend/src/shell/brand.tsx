/** The mark: a clock without hands. */
import { cn } from '@kit/ui/cn'

export function Mark({ className }: { className?: string }) {
  return (
    <span
      aria-hidden
      className={cn(
        'grid size-7 shrink-0 place-items-center rounded-card bg-accent text-accent-fg',
        className,
      )}
    >
      <svg
        viewBox="0 0 18 18"
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        strokeLinecap="round"
        className="size-4.5"
      >
        <path d="M12.2 2.9A7 7 0 1 0 15.6 6.6" />
        <circle cx="14.3" cy="3.7" r="1.3" fill="currentColor" stroke="none" />
        <circle cx="9" cy="9" r="1.6" fill="currentColor" stroke="none" />
      </svg>
    </span>
  )
}

export function Brand({ name, under }: { name: string; under: string }) {
  return (
    <div className="flex min-w-0 items-center gap-3">
      <Mark />
      <div className="min-w-0">
        <div className="truncate leading-4 font-semibold tracking-[-0.006em]">{name}</div>
        <div className="truncate text-meta text-fg-3">{under}</div>
      </div>
    </div>
  )
}

/** The stages as a path of arrows: done, now, next, passed over. A step is a button when the record may move there. */
import { type ReactNode } from 'react'
import { cn } from './cn'
import { Icon } from './icon'
import { tip } from './tooltip'

export interface PathStep {
  key: string
  label: string
  state: 'done' | 'now' | 'next' | 'skipped'
  glyph: ReactNode
  /** Time spent there, "2 d". */
  time?: string
  /** Why it cannot be reached; then it is not a button. */
  blocked?: string
}

export interface PathBarProps {
  label: string
  steps: readonly PathStep[]
  onStep?: (key: string) => void
  className?: string
}

const SHAPE =
  '[clip-path:polygon(0_0,calc(100%-8px)_0,100%_50%,calc(100%-8px)_100%,0_100%,8px_50%)] first:[clip-path:polygon(0_0,calc(100%-8px)_0,100%_50%,calc(100%-8px)_100%,0_100%)] first:rounded-l-control first:pl-3 last:rounded-r-control last:[clip-path:polygon(0_0,100%_0,100%_100%,0_100%,8px_50%)]'

const STATE: Record<PathStep['state'], string> = {
  done: 'bg-accent-soft text-accent-text',
  now: 'bg-accent text-accent-fg',
  next: 'bg-surface-2 text-fg-2',
  skipped: 'bg-surface-2 text-fg-3 [&>[data-slot=stage-glyph]]:opacity-60',
}

export function PathBar({ label, steps, onStep, className }: PathBarProps) {
  return (
    <ol
      aria-label={label}
      data-slot="path-bar"
      className={cn('flex gap-0.75 overflow-x-auto', className)}
    >
      {steps.map((step) => {
        const canPress = onStep && step.state !== 'now' && !step.blocked
        const inside = (
          <>
            {step.state === 'done' ? <Icon name="check" size={14} /> : step.glyph}
            <span className="truncate">{step.label}</span>
            {step.time && (
              <span className="num ml-auto shrink-0 pl-1 text-meta font-normal whitespace-nowrap opacity-90">
                {step.time}
              </span>
            )}
          </>
        )
        const look = cn(
          'flex h-8.5 w-full min-w-0 items-center gap-1.75 pr-2.5 pl-4.5 text-left font-medium max-md:h-10',
          STATE[step.state],
          canPress && 'hover:brightness-97 focus-visible:-outline-offset-4',
        )
        return (
          <li
            key={step.key}
            className={cn(
              'flex min-w-26',
              step.state === 'now' ? 'flex-none' : 'flex-auto',
              SHAPE,
              'pl-0! first:pl-0!',
            )}
            aria-current={step.state === 'now' ? 'step' : undefined}
          >
            {canPress ? (
              <button type="button" className={look} onClick={() => onStep(step.key)}>
                {inside}
              </button>
            ) : (
              <span className={look} {...(step.blocked ? tip(step.blocked) : {})}>
                {inside}
              </span>
            )}
          </li>
        )
      })}
    </ol>
  )
}

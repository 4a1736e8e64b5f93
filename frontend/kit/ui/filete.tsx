/** The line of time: 2 px at the foot of a thing, how much of its time is gone. The same fact always stands beside it in words. */
import { cn } from './cn'

export type FileteTone = 'plain' | 'ok' | 'warn' | 'bad' | 'accent'

const FILL: Record<FileteTone, string> = {
  plain: 'bg-fg-3',
  ok: 'bg-ok',
  warn: 'bg-warn',
  bad: 'bg-bad',
  accent: 'bg-accent',
}

export interface FileteProps {
  /** 0 to 1; clamped. */
  part: number
  tone?: FileteTone
  className?: string
}

export function Filete({ part, tone = 'plain', className }: FileteProps) {
  const width = `${Math.min(1, Math.max(0, part)) * 100}%`
  return (
    <span
      aria-hidden
      data-slot="filete"
      className={cn('block h-0.5 overflow-hidden rounded-full bg-hover', className)}
    >
      <span className={cn('block h-full rounded-full', FILL[tone])} style={{ width }} />
    </span>
  )
}

/** Grey while fine, amber from 75 %, red when over; green when won. */
export function toneOf(part: number, won = false): FileteTone {
  if (won) return 'ok'
  if (part > 1) return 'bad'
  return part >= 0.75 ? 'warn' : 'plain'
}

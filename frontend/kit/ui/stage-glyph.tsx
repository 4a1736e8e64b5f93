/** A ring that fills as the stage advances: dashed, 1/4, 1/2, 3/4, full; check when won, cross when lost, bars while waiting. Shape carries the meaning. */

import { type StageGlyphShape } from '../meta/plan'
import { type Hue } from '../meta/wire'
import { cn } from './cn'

export interface StageGlyphProps {
  shape: StageGlyphShape
  hue?: Hue
  /** Inherits the text colour instead of the hue. */
  inherit?: boolean
  size?: 12 | 14 | 16
  className?: string
}

const SLICE = 2.75

function Inside({ shape }: { shape: StageGlyphShape }) {
  if (shape === 'check' || shape === 'cross') {
    return (
      <>
        <circle cx="7" cy="7" r="6.5" fill="currentColor" />
        <path
          d={shape === 'check' ? 'M4.3 7.2l1.9 1.9 3.6-3.9' : 'M4.9 4.9l4.2 4.2M9.1 4.9l-4.2 4.2'}
          fill="none"
          stroke="var(--glyph-gap, var(--surface))"
          strokeWidth="1.6"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </>
    )
  }
  if (shape === 'pause') {
    return (
      <g fill="none" stroke="currentColor" strokeWidth="1.5">
        <circle cx="7" cy="7" r="5.75" />
        <path d="M5.6 5v4M8.4 5v4" strokeLinecap="round" />
      </g>
    )
  }
  return (
    <>
      <circle
        cx="7"
        cy="7"
        r="5.75"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeDasharray={shape === 0 ? '2.2 1.41' : undefined}
      />
      {shape > 0 && (
        <circle
          cx="7"
          cy="7"
          r="1.75"
          fill="none"
          stroke="currentColor"
          strokeWidth="3.5"
          strokeDasharray={`${SLICE * shape} 11`}
          transform="rotate(-90 7 7)"
        />
      )}
    </>
  )
}

export function StageGlyph({ shape, hue, inherit, size = 14, className }: StageGlyphProps) {
  return (
    <svg
      data-slot="stage-glyph"
      data-hue={inherit ? undefined : hue}
      viewBox="0 0 14 14"
      width={size}
      height={size}
      aria-hidden
      className={cn('shrink-0', inherit ? 'text-current' : 'text-hue-dot', className)}
    >
      <Inside shape={shape} />
    </svg>
  )
}

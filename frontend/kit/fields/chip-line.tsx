/** Chips on one line, cut after a few with the number of the others; in a panel all of them, on as many lines as needed. Pure. */
import { type ReactNode } from 'react'
import { cn } from '../ui/cn'
import { tip } from '../ui/tooltip'
import { type CellProps } from './contract'

interface ChipLineProps {
  place: CellProps['place']
  /** What the chips say, for whoever asks about the cut ones. */
  names: readonly string[]
  children: readonly ReactNode[]
}

const SHOWN = { cell: 2, card: 3, panel: Number.POSITIVE_INFINITY }

export function ChipLine({ place, names, children }: ChipLineProps) {
  const shown = children.slice(0, SHOWN[place])
  const rest = children.length - shown.length
  return (
    <span
      className={cn('flex min-w-0 items-center gap-1', place === 'panel' && 'flex-wrap py-0.5')}
      {...(rest > 0 ? tip(names.join(', ')) : {})}
    >
      {shown}
      {rest > 0 && <span className="num shrink-0 text-meta text-fg-3">+{rest}</span>}
    </span>
  )
}

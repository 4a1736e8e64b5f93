/** One line of text, cut with an ellipsis; the whole text on hover. Pure. */
import { cn } from '../ui/cn'
import { tip } from '../ui/tooltip'

const LONG = 18

export function TextCell({ text, numeric, muted, struck }: { text: string; numeric?: boolean; muted?: boolean; struck?: boolean }) {
  return (
    <span
      className={cn('min-w-0 truncate', numeric && 'num', muted && 'text-fg-2', struck && 'line-through')}
      {...(text.length > LONG ? tip(text) : {})}
    >
      {text}
    </span>
  )
}

/** One line of text, cut with an ellipsis; the whole text on hover. In a panel it wraps instead. Pure. */
import { cn } from '../ui/cn'
import { tip } from '../ui/tooltip'

const LONG = 18

interface TextCellProps {
  text: string
  numeric?: boolean
  struck?: boolean
  wraps?: boolean
}

export function TextCell({ text, numeric, struck, wraps }: TextCellProps) {
  return (
    <span
      className={cn(
        'min-w-0',
        wraps ? 'wrap-anywhere' : 'truncate',
        numeric && 'num',
        struck && 'line-through',
      )}
      {...(!wraps && text.length > LONG ? tip(text) : {})}
    >
      {text}
    </span>
  )
}

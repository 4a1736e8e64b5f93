import { cn } from '../../ui/cn'
import { type CellProps } from '../contract'
import { TextCell } from '../text-cell'
import { richTextLook } from './look'
import { safeHtml } from './safe-html'
import { textOf } from './text-of'

/** Its words on one line; in a panel with its form. There the value may be a press away from its editor: links are plain. */
export function Cell({ value, field, place }: CellProps<string>) {
  if (place !== 'panel') return <TextCell text={textOf(value ?? '').replace(/\s+/g, ' ')} />
  return (
    <div className={cn('min-w-0 py-0.5', richTextLook)}>
      {safeHtml(value ?? '', field.access !== 'editable')}
    </div>
  )
}

import { formatDateTime, formatMoment, formatMomentLong } from '../../meta/format'
import { tip } from '../../ui/tooltip'
import { type CellProps } from '../contract'

export function Cell({ value, context, place }: CellProps<string>) {
  if (!value) return null
  return (
    <time
      dateTime={value}
      className="num truncate whitespace-nowrap"
      {...tip(formatMomentLong(value, context))}
    >
      {place === 'panel' ? formatDateTime(value, context) : formatMoment(value, context)}
    </time>
  )
}

import { type CellProps } from '../contract'
import { dayText } from './day'

export function Cell({ value }: CellProps<string>) {
  return value ? (
    <time dateTime={value} className="num truncate whitespace-nowrap">
      {dayText(value)}
    </time>
  ) : null
}

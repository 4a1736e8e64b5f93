import { type CellProps } from '../contract'

export function Cell({ value }: CellProps<string>) {
  return value ? (
    <time dateTime={value} className="num truncate whitespace-nowrap">
      {value}
    </time>
  ) : null
}

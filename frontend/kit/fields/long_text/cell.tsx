import { type CellProps } from '../contract'
import { TextCell } from '../text-cell'

export function Cell({ value, place }: CellProps<string>) {
  if (place === 'panel') return <span className="wrap-anywhere whitespace-pre-line">{value}</span>
  return <TextCell text={(value ?? '').replace(/\s+/g, ' ')} />
}

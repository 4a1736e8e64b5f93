import { type CellProps } from '../contract'
import { FigureCell } from '../plain-cell'

export function Cell({ value }: CellProps<string>) {
  return <FigureCell text={value ?? ''} />
}

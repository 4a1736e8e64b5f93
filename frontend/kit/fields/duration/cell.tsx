import { type CellProps } from '../contract'
import { FigureCell } from '../plain-cell'
import { durationText } from './duration'

export function Cell({ value }: CellProps<number>) {
  return <FigureCell text={value === null ? '' : durationText(value)} />
}

import { type CellProps } from '../contract'
import { numberText } from '../number-text'
import { FigureCell } from '../plain-cell'

export function Cell({ value, context }: CellProps<string>) {
  return <FigureCell text={value === null ? '' : `${numberText(value, context.locale)}%`} />
}

import { type CellProps } from '../contract'
import { TextCell } from '../text-cell'

export function Cell({ value }: CellProps<string>) {
  return <TextCell text={value ?? ''} />
}

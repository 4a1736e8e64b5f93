import { type CellProps } from '../contract'
import { TextCell } from '../text-cell'

export function Cell({ value, place }: CellProps<string>) {
  return <TextCell wraps={place === 'panel'} text={value ?? ''} />
}

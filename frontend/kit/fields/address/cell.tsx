import { type CellProps } from '../contract'
import { TextCell } from '../text-cell'
import { type Address, addressText } from './address'

export function Cell({ value, place }: CellProps<Address>) {
  return <TextCell text={value ? addressText(value) : ''} wraps={place === 'panel'} />
}

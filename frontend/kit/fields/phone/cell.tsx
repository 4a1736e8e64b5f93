import { formatPhone } from '../../meta/format'
import { type CellProps } from '../contract'
import { TextCell } from '../text-cell'

export function Cell({ value }: CellProps<string>) {
  return <TextCell numeric text={value ? formatPhone(value) : ''} />
}

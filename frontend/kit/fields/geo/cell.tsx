import { type CellProps } from '../contract'
import { TextCell } from '../text-cell'
import { type Geo, geoText } from './geo'

export function Cell({ value, place }: CellProps<Geo>) {
  return <TextCell numeric text={value ? geoText(value) : ''} wraps={place === 'panel'} />
}

import { type CellProps } from '../contract'
import { AddressCell } from '../plain-cell'

export function Cell({ value, field, place }: CellProps<string>) {
  return (
    <AddressCell
      text={value ?? ''}
      href={value ? `mailto:${value}` : null}
      field={field}
      place={place}
    />
  )
}

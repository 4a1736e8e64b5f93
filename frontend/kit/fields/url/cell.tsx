import { type CellProps } from '../contract'
import { AddressCell } from '../plain-cell'
import { urlHref, urlText } from './url'

export function Cell({ value, field, place }: CellProps<string>) {
  return (
    <AddressCell text={urlText(value ?? '')} href={urlHref(value)} field={field} place={place} />
  )
}

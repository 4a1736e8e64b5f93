import { type CellProps } from '../contract'
import { FigureCell } from '../plain-cell'
import { maskCnpj } from './cnpj'

export function Cell({ value }: CellProps<string>) {
  return <FigureCell text={maskCnpj(value ?? '')} />
}

import { type CellProps } from '../contract'
import { FigureCell } from '../plain-cell'
import { maskCpf } from './cpf'

export function Cell({ value }: CellProps<string>) {
  return <FigureCell text={maskCpf(value ?? '')} />
}

import { type CellProps } from '../contract'
import { numberText, settingOf } from '../number-text'
import { FigureCell } from '../plain-cell'

/** With all decimals of the field: points stand under points. */
export function Cell({ value, field, context }: CellProps<string>) {
  const digits = settingOf(field, 'decimals', 2)
  return <FigureCell text={value === null ? '' : numberText(value, context.locale, digits)} />
}

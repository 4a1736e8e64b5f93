import { type CellProps } from '../contract'
import { TextCell } from '../text-cell'
import { ruleText } from './sentence'

export function Cell({ value, context, place }: CellProps<string>) {
  const text = value ? ruleText(value, context.locale) : ''
  return (
    <TextCell
      text={`${text.charAt(0).toLocaleUpperCase(context.locale)}${text.slice(1)}`}
      wraps={place === 'panel'}
    />
  )
}

import { moneyParts } from '../../meta/format'
import { type EditorProps } from '../contract'
import { LineEditor } from '../line-editor'
import { amountText, parseMoney } from './money'

export function Editor(props: EditorProps<string>) {
  const { locale } = props.context
  return (
    <LineEditor
      {...props}
      numeric
      inputMode="decimal"
      prefix={moneyParts('0', props.field.currency ?? 'BRL', locale).symbol}
      placeholder={props.field.placeholder ?? amountText('0.00', locale)}
      toText={(value) => amountText(value, locale)}
      read={parseMoney}
    />
  )
}

import { type EditorProps } from '../contract'
import { LineEditor } from '../line-editor'
import { keypadOf, numberText, settingOf } from '../number-text'
import { parseDecimal } from './decimal'

export function Editor(props: EditorProps<string>) {
  const { locale } = props.context
  const decimals = settingOf(props.field, 'decimals', 2)
  return (
    <LineEditor
      {...props}
      numeric
      inputMode={keypadOf(props.field, 'decimal')}
      placeholder={props.field.placeholder ?? numberText('0', locale, decimals)}
      toText={(value) => numberText(value, locale, decimals)}
      read={(text) => parseDecimal(text, locale, decimals, 'decimal')}
    />
  )
}

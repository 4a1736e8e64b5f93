import { type EditorProps } from '../contract'
import { parsePercent } from '../decimal/decimal'
import { LineEditor } from '../line-editor'
import { keypadOf, numberText, settingOf } from '../number-text'

export function Editor(props: EditorProps<string>) {
  const { locale } = props.context
  const decimals = settingOf(props.field, 'decimals', 2)
  return (
    <LineEditor
      {...props}
      numeric
      inputMode={keypadOf(props.field, 'decimal')}
      suffix="%"
      toText={(value) => numberText(value, locale)}
      read={(text) => parsePercent(text, locale, decimals)}
    />
  )
}

import { type EditorProps } from '../contract'
import { LineEditor } from '../line-editor'
import { keypadOf, numberText } from '../number-text'
import { parseInteger } from './integer'

export function Editor(props: EditorProps<number>) {
  const { locale } = props.context
  return (
    <LineEditor
      {...props}
      numeric
      inputMode={keypadOf(props.field, 'numeric')}
      toText={(value) => numberText(String(value), locale)}
      read={(text) => parseInteger(text, locale)}
    />
  )
}

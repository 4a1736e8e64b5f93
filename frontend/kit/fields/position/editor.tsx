import { type EditorProps } from '../contract'
import { LineEditor } from '../line-editor'
import { numberText } from '../number-text'
import { parsePosition } from './position'

export function Editor(props: EditorProps<string>) {
  const { locale } = props.context
  return (
    <LineEditor
      {...props}
      numeric
      inputMode="decimal"
      toText={(value) => numberText(value, locale)}
      read={(text) => parsePosition(text, locale)}
    />
  )
}

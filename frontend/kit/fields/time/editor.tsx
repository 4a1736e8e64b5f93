import { type EditorProps } from '../contract'
import { LineEditor } from '../line-editor'
import { plainWords } from '../plain-messages'
import { maskTime, parseTime } from './time'

export function Editor(props: EditorProps<string>) {
  return (
    <LineEditor
      {...props}
      numeric
      inputMode="numeric"
      placeholder={props.field.placeholder ?? plainWords(props.context).timePlaceholder}
      toText={(value) => value}
      read={parseTime}
      mask={maskTime}
    />
  )
}

import { type EditorProps } from '../contract'
import { LineEditor } from '../line-editor'
import { plainWords } from '../plain-messages'
import { durationText, parseDuration } from './duration'

export function Editor(props: EditorProps<number>) {
  return (
    <LineEditor
      {...props}
      numeric
      placeholder={props.field.placeholder ?? plainWords(props.context).durationPlaceholder}
      toText={durationText}
      read={parseDuration}
    />
  )
}

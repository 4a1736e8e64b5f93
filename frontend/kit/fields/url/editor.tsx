import { type EditorProps } from '../contract'
import { LineEditor } from '../line-editor'
import { parseUrl } from './url'

export function Editor(props: EditorProps<string>) {
  return (
    <LineEditor
      {...props}
      literal
      inputMode="url"
      placeholder={props.field.placeholder ?? 'https://'}
      toText={(value) => value}
      read={parseUrl}
    />
  )
}

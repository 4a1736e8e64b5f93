import { type EditorProps } from '../contract'
import { LineEditor } from '../line-editor'

export function Editor(props: EditorProps<string>) {
  return (
    <LineEditor
      {...props}
      toText={(value) => value}
      read={(text) => ({ ok: true, value: text.trim() === '' ? null : text.trim() })}
    />
  )
}

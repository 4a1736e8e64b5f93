import { type EditorProps } from '../contract'
import { LineEditor } from '../line-editor'
import { parseEmail } from './email'

export function Editor(props: EditorProps<string>) {
  return (
    <LineEditor
      {...props}
      literal
      inputMode="email"
      placeholder={props.field.placeholder ?? 'nome@exemplo.com'}
      toText={(value) => value}
      read={parseEmail}
    />
  )
}

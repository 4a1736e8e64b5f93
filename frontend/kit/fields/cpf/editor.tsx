import { type EditorProps } from '../contract'
import { LineEditor } from '../line-editor'
import { maskCpf, parseCpf } from './cpf'

export function Editor(props: EditorProps<string>) {
  return (
    <LineEditor
      {...props}
      numeric
      literal
      inputMode="numeric"
      placeholder={props.field.placeholder ?? '000.000.000-00'}
      toText={maskCpf}
      read={parseCpf}
      mask={maskCpf}
    />
  )
}

import { type EditorProps } from '../contract'
import { LineEditor } from '../line-editor'
import { maskCnpj, parseCnpj } from './cnpj'

export function Editor(props: EditorProps<string>) {
  return (
    <LineEditor
      {...props}
      numeric
      literal
      inputMode="text"
      placeholder={props.field.placeholder ?? '00.000.000/0000-00'}
      toText={maskCnpj}
      read={parseCnpj}
      mask={maskCnpj}
    />
  )
}

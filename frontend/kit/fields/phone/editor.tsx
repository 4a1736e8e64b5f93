import { formatPhone } from '../../meta/format'
import { type EditorProps } from '../contract'
import { LineEditor } from '../line-editor'
import { maskPhone, parsePhone } from './phone'

export function Editor(props: EditorProps<string>) {
  return (
    <LineEditor
      {...props}
      numeric
      inputMode="tel"
      placeholder={props.field.placeholder ?? '(11) 90000-0000'}
      toText={formatPhone}
      read={parsePhone}
      mask={maskPhone}
    />
  )
}

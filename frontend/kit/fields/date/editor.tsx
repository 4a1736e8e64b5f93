import { useMessages } from '../../i18n/locale-context'
import { type EditorProps } from '../contract'
import { fieldMessages } from '../field-messages'
import { LineEditor } from '../line-editor'
import { dayText, readDay } from './day'
import { maskDay } from './mask'

export function Editor(props: EditorProps<string>) {
  const words = useMessages(fieldMessages)
  return (
    <LineEditor
      {...props}
      numeric
      inputMode="numeric"
      placeholder={props.field.placeholder ?? words.dayPlaceholder}
      toText={dayText}
      read={(text) => readDay(text, props.field, props.context)}
      mask={maskDay}
    />
  )
}

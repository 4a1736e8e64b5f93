import { useMessages } from '../../i18n/locale-context'
import { type EditorProps } from '../contract'
import { fieldMessages } from '../field-messages'
import { LineEditor } from '../line-editor'
import { dayText, maskDay, parseDay } from './day'

export function Editor(props: EditorProps<string>) {
  const words = useMessages(fieldMessages)
  return (
    <LineEditor
      {...props}
      numeric
      inputMode="numeric"
      placeholder={props.field.placeholder ?? words.dayPlaceholder}
      toText={dayText}
      read={(text) => parseDay(text, props.context.now().getFullYear())}
      mask={maskDay}
    />
  )
}

import { useMessages } from '../../i18n/locale-context'
import { type EditorProps } from '../contract'
import { fieldMessages } from '../field-messages'
import { LineEditor } from '../line-editor'
import { maskMoment } from './mask'
import { momentText, parseMoment } from './moment'

export function Editor(props: EditorProps<string>) {
  const words = useMessages(fieldMessages)
  return (
    <LineEditor
      {...props}
      numeric
      icon={props.size === 'form' ? 'calendar' : undefined}
      placeholder={props.field.placeholder ?? words.momentPlaceholder}
      toText={(value) => momentText(value, props.context.timeZone)}
      read={(text) => parseMoment(text, props.context)}
      mask={maskMoment}
    />
  )
}

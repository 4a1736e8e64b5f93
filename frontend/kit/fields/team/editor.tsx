import { type RecordRef } from '../../meta/wire'
import { Avatar } from '../../ui/avatar'
import { type EditorProps } from '../contract'
import { ReferenceEditor } from '../reference-editor'

export function Editor(props: EditorProps<RecordRef>) {
  return (
    <ReferenceEditor
      {...props}
      entity={props.field.to ?? 'team'}
      mark={(reference) => <Avatar size={20} square name={reference.title} decorative />}
    />
  )
}

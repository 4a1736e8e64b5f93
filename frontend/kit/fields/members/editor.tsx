import { type RecordRef } from '../../meta/wire'
import { Avatar } from '../../ui/avatar'
import { type EditorProps } from '../contract'
import { ReferencesEditor } from '../references-editor'

export function Editor(props: EditorProps<RecordRef[]>) {
  return (
    <ReferencesEditor
      {...props}
      entity={props.field.to ?? 'member'}
      mark={(reference) => (
        <Avatar size={20} name={reference.title} decorative className="-ml-1 scale-80" />
      )}
    />
  )
}

import { type RecordRef } from '../../meta/wire'
import { type EditorProps } from '../contract'
import { ReferenceEditor } from '../reference-editor'

export function Editor(props: EditorProps<RecordRef>) {
  return <ReferenceEditor {...props} entity={props.field.to ?? ''} />
}

/** Which records are linked and, where the links hold values of their own, those values under the list. */
import { type RecordRef } from '../../meta/wire'
import { CompositeFrame } from '../composite-frame'
import { type EditorProps } from '../contract'
import { ReferencesEditor } from '../references-editor'
import { attributesOf, type Linked } from './attributes'
import { LinkedRows } from './linked-rows'

export function Editor(props: EditorProps<RecordRef[]>) {
  const attributes = attributesOf(props.field)
  if (attributes.length === 0) return <ReferencesEditor {...props} entity={props.field.to ?? ''} />
  return (
    <CompositeFrame editor={props}>
      <ReferencesEditor {...props} entity={props.field.to ?? ''} autoFocus={false} staysOpen />
      <LinkedRows
        id={props.id}
        links={(props.value ?? []) as Linked[]}
        attributes={attributes}
        context={props.context}
        onChange={(next) => props.onChange(next.length === 0 ? null : next)}
      />
    </CompositeFrame>
  )
}

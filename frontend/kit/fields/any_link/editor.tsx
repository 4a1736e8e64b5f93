/** First which kind of record, then which one. With one kind only, the first step is not asked. */
import { useState } from 'react'
import { useModel } from '../../client/model'
import { type AnyRef } from '../../meta/wire'
import { SegmentedControl } from '../../ui/segmented'
import { type EditorProps } from '../contract'
import { ReferenceEditor } from '../reference-editor'

export function Editor(props: EditorProps<AnyRef>) {
  const model = useModel()
  const targets = (props.field.targets ?? []).flatMap((name) => model.findEntity(name) ?? [])
  const [entity, setEntity] = useState(props.value?.entity ?? targets[0]?.name ?? '')
  return (
    <span className="flex min-w-0 flex-col items-stretch gap-1.5">
      {targets.length > 1 && (
        <SegmentedControl
          label={props.field.label}
          items={targets.map((target) => ({
            key: target.name,
            label: target.label,
            icon: target.icon,
          }))}
          value={entity}
          onChange={setEntity}
        />
      )}
      <ReferenceEditor
        key={entity}
        {...props}
        value={props.value?.entity === entity ? props.value : null}
        entity={entity}
        onChange={(reference) => props.onChange(reference && { ...reference, entity })}
      />
    </span>
  )
}

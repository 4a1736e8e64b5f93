/** A condition in the making: its field first, by search, then operator and value. It counts as soon as it is whole. */
import { useState } from 'react'
import { useMessages } from '../../i18n/locale-context'
import { type EntityPlan, type FieldPlan } from '../../meta/plan'
import { Button } from '../../ui/button'
import { Icon } from '../../ui/icon'
import { type FilterPart } from './condition'
import { newCondition } from './condition-editor'
import { ConditionPanel } from './condition-panel'
import { isFilterable } from './field-family'
import { filterMessages } from './filter-messages'
import { FreeEditor } from './free-editor'
import { partsOf } from './parse'
import { PickList } from './pick-list'

interface NewFilterProps {
  entity: EntityPlan
  parts: readonly FilterPart[]
  onChange: (parts: readonly FilterPart[]) => void
  onDone: () => void
}

export function NewFilter({ entity, parts, onChange, onDone }: NewFilterProps) {
  const words = useMessages(filterMessages)
  const [field, setField] = useState<FieldPlan | null>(null)
  const [asText, setAsText] = useState(false)
  // Those there were: the new one is applied more than once while it is edited.
  const [before] = useState(parts)
  if (asText)
    return (
      <FreeEditor
        entity={entity}
        text=""
        onApply={(text) => {
          onChange([...before, ...partsOf(text)])
          onDone()
        }}
      />
    )
  if (field)
    return (
      <ConditionPanel
        field={field}
        condition={newCondition(field)}
        onApply={(condition) => onChange([...before, condition])}
        onDone={onDone}
      />
    )
  return (
    <div className="flex flex-col gap-1">
      <FieldPicker entity={entity} onPick={setField} />
      <Button variant="ghost" icon="braces" className="self-start" onClick={() => setAsText(true)}>
        {words.asText}
      </Button>
    </div>
  )
}

/** Fields of the entity, and those at the end of its links, by search. */
export function FieldPicker({
  entity,
  onPick,
}: {
  entity: EntityPlan
  onPick: (field: FieldPlan) => void
}) {
  const words = useMessages(filterMessages)
  const fields = [...entity.fieldByName.values()].filter(isFilterable)
  return (
    <PickList
      label={words.searchField}
      none={words.noField}
      autoFocus
      items={fields.map((field) => ({
        key: field.name,
        label: field.label,
        mark: <Icon name={field.icon} size={14} />,
      }))}
      onPick={(name) => {
        const found = entity.fieldByName.get(name)
        if (found) onPick(found)
      }}
    />
  )
}

/** Picks a field, then its value. An empty value empties it, where the field may be empty. */
import { useState } from 'react'
import { type Values } from '../../client/data'
import { isMirror } from '../../fields/reference'
import { fieldKinds } from '../../fields/registry'
import { useLocale, useMessages } from '../../i18n/locale-context'
import { type EntityPlan, type FieldPlan } from '../../meta/plan'
import { FormField } from '../../record/form-field'
import { useDraft } from '../../record/use-draft'
import { Button } from '../../ui/button'
import { Icon } from '../../ui/icon'
import { PickList } from '../filters/pick-list'
import { selectionMessages } from './selection-messages'

interface FieldFormProps {
  entity: EntityPlan
  onSet: (values: Values, field: FieldPlan) => void
}

/** A stage is moved to, rows of a table belong to one record each. */
const isSettable = (field: FieldPlan) =>
  field.access === 'editable' &&
  !field.hidden &&
  field.pipeline === null &&
  field.type !== 'table' &&
  !isMirror(field)

export function FieldForm({ entity, onSet }: FieldFormProps) {
  const words = useMessages(selectionMessages)
  const [field, setField] = useState<FieldPlan | null>(null)
  if (field) return <ValueForm field={field} onSet={onSet} />
  return (
    <PickList
      label={words.searchField}
      autoFocus
      items={entity.fields.filter(isSettable).map((one) => ({
        key: one.name,
        label: one.label,
        mark: <Icon name={one.icon} size={14} />,
      }))}
      onPick={(name) => setField(entity.fieldByName.get(name) ?? null)}
    />
  )
}

function ValueForm({ field, onSet }: { field: FieldPlan; onSet: FieldFormProps['onSet'] }) {
  const words = useMessages(selectionMessages)
  const context = useLocale()
  const draft = useDraft([field], {})
  const value = draft.values[field.name]
  const isEmpty = fieldKinds.get(field.editor)?.isEmpty(value) ?? true
  const apply = () => {
    if (draft.check().length === 0) onSet(draft.wire(), field)
  }
  return (
    <div className="flex flex-col gap-3">
      <FormField
        field={field}
        value={value}
        context={context}
        required={field.required}
        error={draft.errorOf(field)}
        autoFocus
        onChange={(next) => draft.set(field, next)}
        onLeave={() => draft.left(field)}
        onCommit={apply}
      />
      <Button variant="primary" className="self-end" onClick={apply}>
        {isEmpty ? words.emptyField : words.apply}
      </Button>
    </div>
  )
}

/** "Atribuir": one person for all chosen records. */
import { useState } from 'react'
import { useRecordSearch } from '../../fields/use-record-search'
import { useMessages } from '../../i18n/locale-context'
import { type EntityPlan, type FieldPlan } from '../../meta/plan'
import { type RecordRef } from '../../meta/wire'
import { Avatar } from '../../ui/avatar'
import { Button } from '../../ui/button'
import { useHotkey } from '../../ui/hotkeys'
import { Icon } from '../../ui/icon'
import { Popover } from '../../ui/popover'
import { PickList } from '../filters/pick-list'
import { selectionMessages } from './selection-messages'

/** The person records are in the hands of: the first such field that may be written. */
export const ownerField = (entity: EntityPlan): FieldPlan | undefined =>
  entity.fields.find((field) => field.editor === 'member' && field.access === 'editable')

interface AssignActionProps {
  field: FieldPlan
  onAssign: (person: RecordRef | null) => void
}

export function AssignAction({ field, onAssign }: AssignActionProps) {
  const words = useMessages(selectionMessages)
  const [open, setOpen] = useState(false)
  useHotkey({ keys: 'a', label: words.assign, group: words.bar }, () => setOpen(true))
  return (
    <Popover
      label={words.assign}
      side="top"
      open={open}
      onOpenChange={setOpen}
      className="w-72"
      trigger={
        <Button variant="ghost" icon="user-plus" shortcut="A">
          {words.assign}
        </Button>
      }
    >
      {open && (
        <People
          field={field}
          onPick={(person) => {
            setOpen(false)
            onAssign(person)
          }}
        />
      )}
    </Popover>
  )
}

function People({
  field,
  onPick,
}: {
  field: FieldPlan
  onPick: (person: RecordRef | null) => void
}) {
  const words = useMessages(selectionMessages)
  const search = useRecordSearch(field.to ?? 'member', true)
  const nobody = { key: '', label: words.nobody, mark: <Icon name="x" size={14} /> }
  return (
    <PickList
      label={field.label}
      autoFocus
      search={search}
      items={[
        ...search.found.map((one) => ({
          key: one.id,
          label: one.title,
          mark: <Avatar size={20} name={one.title} decorative />,
        })),
        ...(field.required || search.text !== '' ? [] : [nobody]),
      ]}
      onPick={(key) => onPick(search.found.find((one) => one.id === key) ?? null)}
    />
  )
}

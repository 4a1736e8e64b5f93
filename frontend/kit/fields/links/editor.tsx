/** Chosen records as chips in order, and a search for more. The first chip is the main one where the field says so. */
import { useState } from 'react'
import { useMessages } from '../../i18n/locale-context'
import { type RecordRef } from '../../meta/wire'
import { Chip } from '../../ui/chip'
import { MultiCombobox } from '../../ui/combobox'
import { FieldError } from '../../ui/field'
import { type EditorProps } from '../contract'
import { fieldMessages } from '../field-messages'
import { PickerButton } from '../picker-button'
import { titleText } from '../reference'
import { useRecordSearch } from '../use-record-search'

export function Editor({
  id,
  value,
  field,
  context,
  onChange,
  onCommit,
  size,
  autoFocus,
  invalid,
  describedBy,
}: EditorProps<RecordRef[]>) {
  const words = useMessages(fieldMessages)
  const [open, setOpen] = useState(size === 'cell' && autoFocus === true)
  const search = useRecordSearch(field.to ?? '', open)
  const chosen = value ?? []
  const titleOf = (reference: RecordRef) => titleText(reference.title, context)
  const missing =
    search.text === ''
      ? chosen.filter((one) => !search.found.some((found) => found.id === one.id))
      : []
  return (
    <MultiCombobox<RecordRef>
      label={field.label}
      items={[...missing, ...search.found]}
      keyOf={(reference) => reference.id}
      labelOf={titleOf}
      values={chosen}
      open={open}
      onOpenChange={(next) => {
        setOpen(next)
        if (!next) search.setText('')
        if (!next && size === 'cell') onCommit()
      }}
      onChange={(next) => onChange(next.length === 0 ? null : next)}
      onSearch={search.setText}
      searchText={search.text}
      loading={search.loading}
      trigger={
        <PickerButton
          id={id}
          dense={size === 'cell'}
          autoFocus={size === 'form' && autoFocus}
          placeholder={field.placeholder ?? words.choose}
          filled={chosen.length > 0}
          aria-label={size === 'cell' ? field.label : undefined}
          aria-invalid={invalid || undefined}
          aria-describedby={describedBy}
        >
          {chosen.slice(0, 3).map((one) => (
            <Chip key={one.id} className="min-w-0 shrink">
              {titleOf(one)}
            </Chip>
          ))}
          {chosen.length > 3 && (
            <span className="num text-meta text-fg-3">{words.andMore(chosen.length - 3)}</span>
          )}
        </PickerButton>
      }
      footer={
        search.failed ? (
          <FieldError className="px-2 py-1">{words.failedSearch}</FieldError>
        ) : undefined
      }
    />
  )
}

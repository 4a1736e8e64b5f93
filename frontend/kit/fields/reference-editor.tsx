/** Picks one record with search on the server. */
import { type ReactNode, useState } from 'react'
import { useMessages } from '../i18n/locale-context'
import { type RecordRef } from '../meta/wire'
import { Combobox } from '../ui/combobox'
import { FieldError } from '../ui/field'
import { Icon } from '../ui/icon'
import { itemStyle } from '../ui/layer'
import { type EditorProps } from './contract'
import { fieldMessages } from './field-messages'
import { PickerButton } from './picker-button'
import { titleText } from './reference'
import { useRecordSearch } from './use-record-search'

export interface ReferenceEditorProps<R extends RecordRef>
  extends Omit<EditorProps<R>, 'onChange'> {
  entity: string
  onChange: (value: RecordRef | null) => void
  /** Drawn before the title in list and face: an avatar. */
  mark?: (reference: RecordRef) => ReactNode
}

export function ReferenceEditor<R extends RecordRef>(props: ReferenceEditorProps<R>) {
  const {
    id,
    value,
    field,
    context,
    entity,
    onChange,
    onCommit,
    onCancel,
    size,
    autoFocus,
    invalid,
    describedBy,
    mark,
  } = props
  const words = useMessages(fieldMessages)
  const [open, setOpen] = useState(size === 'cell' && autoFocus === true)
  const search = useRecordSearch(entity, open)
  const titleOf = (reference: RecordRef) => titleText(reference.title, context)
  const line = (reference: RecordRef) => (
    <>
      {mark?.(reference)}
      <span className="truncate">{titleOf(reference)}</span>
    </>
  )
  const pick = (next: RecordRef | null) => {
    onChange(next)
    setOpen(false)
    if (size === 'cell') onCommit()
  }
  const items =
    value && search.text === '' && !search.found.some((one) => one.id === value.id)
      ? [value, ...search.found]
      : search.found
  return (
    <Combobox<RecordRef>
      label={field.label}
      items={items}
      keyOf={(reference) => reference.id}
      labelOf={titleOf}
      renderItem={line}
      value={value}
      open={open}
      onOpenChange={(next) => {
        setOpen(next)
        if (!next) search.setText('')
        if (!next && size === 'cell') onCancel()
      }}
      onChange={(reference) => reference && pick(reference)}
      onSearch={search.setText}
      searchText={search.text}
      loading={search.loading}
      trigger={
        <PickerButton
          id={id}
          dense={size === 'cell'}
          autoFocus={size === 'form' && autoFocus}
          placeholder={field.placeholder ?? words.choose}
          filled={value !== null}
          aria-label={size === 'cell' ? field.label : undefined}
          aria-invalid={invalid || undefined}
          aria-describedby={describedBy}
        >
          {value && line(value)}
        </PickerButton>
      }
      footer={
        search.failed ? (
          <FieldError className="px-2 py-1">{words.failedSearch}</FieldError>
        ) : value && !field.required ? (
          <button
            type="button"
            className={`${itemStyle} hover:bg-hover`}
            onClick={() => pick(null)}
          >
            <Icon name="x" />
            {words.clear(field.label)}
          </button>
        ) : undefined
      }
    />
  )
}

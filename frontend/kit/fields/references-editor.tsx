/** Chosen records as chips in order, and a search for more. Edited in place, closing the list saves. */
import { type ReactNode, useState } from 'react'
import { useMessages } from '../i18n/locale-context'
import { type RecordRef } from '../meta/wire'
import { Chip } from '../ui/chip'
import { MultiCombobox } from '../ui/combobox'
import { FieldError } from '../ui/field'
import { type EditorProps } from './contract'
import { fieldMessages } from './field-messages'
import { PickerButton } from './picker-button'
import { titleText } from './reference'
import { useRecordSearch } from './use-record-search'

export interface ReferencesEditorProps<R extends RecordRef> extends EditorProps<R[]> {
  entity: string
  /** Drawn before the title in list and face: an avatar. */
  mark?: (reference: RecordRef) => ReactNode
  /** More of it is edited beside the list: closing the list is not the end. */
  staysOpen?: boolean
}

const SHOWN = 3

export function ReferencesEditor<R extends RecordRef>(props: ReferencesEditorProps<R>) {
  const { id, value, field, context, entity, onChange, onCommit, size, autoFocus, mark } = props
  const words = useMessages(fieldMessages)
  const [open, setOpen] = useState(size === 'cell' && autoFocus === true)
  const search = useRecordSearch(entity, open)
  const chosen: readonly R[] = value ?? []
  const titleOf = (reference: RecordRef) => titleText(reference.title, context)
  const isChosen = (one: RecordRef) => chosen.some((other) => other.id === one.id)
  const missing =
    search.text === ''
      ? chosen.filter((one) => !search.found.some((found) => found.id === one.id))
      : []
  // What is known of a chosen one is more than the search tells.
  const found = search.found.map((one) =>
    isChosen(one) ? (chosen.find((other) => other.id === one.id) as R) : (one as R),
  )
  return (
    <MultiCombobox<R>
      label={field.label}
      items={[...missing, ...found]}
      keyOf={(reference) => reference.id}
      labelOf={titleOf}
      renderItem={
        mark &&
        ((reference) => (
          <>
            {mark(reference)}
            <span className="truncate">{titleOf(reference)}</span>
          </>
        ))
      }
      values={chosen}
      open={open}
      onOpenChange={(next) => {
        setOpen(next)
        if (!next) search.setText('')
        if (!next && size === 'cell' && !props.staysOpen) onCommit()
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
          aria-invalid={props.invalid || undefined}
          aria-describedby={props.describedBy}
        >
          {chosen.slice(0, SHOWN).map((one) => (
            <Chip key={one.id} glyph={mark?.(one)} className="min-w-0 shrink">
              {titleOf(one)}
            </Chip>
          ))}
          {chosen.length > SHOWN && (
            <span className="num text-meta text-fg-3">{words.andMore(chosen.length - SHOWN)}</span>
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

/** Which columns a list shows and in what order: search, show and hide, drag or Alt with the arrows; also columns through links. */
import { useState } from 'react'
import { fold } from '../../fields/fold'
import { useMessages } from '../../i18n/locale-context'
import { type EntityPlan, type FieldPlan } from '../../meta/plan'
import { Button } from '../../ui/button'
import { Icon } from '../../ui/icon'
import { IconButton } from '../../ui/icon-button'
import { Input } from '../../ui/input'
import { displayMessages } from '../display/display-messages'
import { ReorderList } from '../display/reorder-list'

interface ColumnsPanelProps {
  entity: EntityPlan
  columns: readonly FieldPlan[]
  onChange: (names: readonly string[]) => void
  onReset: (() => void) | null
}

export function ColumnsPanel({ entity, columns, onChange, onReset }: ColumnsPanelProps) {
  const words = useMessages(displayMessages)
  const [search, setSearch] = useState('')
  const wanted = fold(search)
  const names = columns.map((field) => field.name)
  const matches = (field: FieldPlan) => fold(field.label).includes(wanted)
  const hidden = [...entity.fieldByName.values()].filter(
    (field) => !names.includes(field.name) && !field.hidden && matches(field),
  )
  const items = columns.map((field) => ({ key: field.name, label: field.label, field }))
  const shown = items.filter((item) => matches(item.field))
  const hide = (name: string) => onChange(names.filter((one) => one !== name))
  return (
    <div className="flex min-h-0 flex-col gap-2">
      <Input
        icon="search"
        aria-label={words.searchField}
        placeholder={words.searchField}
        autoComplete="off"
        value={search}
        onChange={(event) => setSearch(event.target.value)}
      />
      <Heading text={words.shown} />
      <ReorderList
        label={words.shown}
        items={shown}
        onReorder={(next) =>
          onChange(
            inPlaces(
              names,
              next.map((item) => item.key),
            ),
          )
        }
      >
        {({ field }) => (
          <>
            <Icon name={field.icon} size={14} className="shrink-0 text-fg-3" />
            <span className="min-w-0 grow truncate">{field.label}</span>
            {field.name !== entity.title && (
              <IconButton
                size="small"
                icon="eye"
                label={words.hide(field.label)}
                onClick={() => hide(field.name)}
              />
            )}
          </>
        )}
      </ReorderList>
      {hidden.length > 0 && (
        <>
          <Heading text={words.hidden} />
          <ul aria-label={words.hidden} className="flex flex-col">
            {hidden.map((field) => (
              <li
                key={field.name}
                className="flex min-h-8 items-center gap-1.5 pl-7 text-fg-2 max-md:min-h-11"
              >
                <Icon name={field.icon} size={14} className="shrink-0 text-fg-3" />
                <span className="min-w-0 grow truncate">{field.label}</span>
                <IconButton
                  size="small"
                  icon="eye-off"
                  label={words.show(field.label)}
                  onClick={() => onChange([...names, field.name])}
                />
              </li>
            ))}
          </ul>
        </>
      )}
      {onReset && (
        <Button variant="ghost" icon="rotate-ccw" className="self-start" onClick={onReset}>
          {words.ownColumns}
        </Button>
      )}
    </div>
  )
}

function Heading({ text }: { text: string }) {
  return <p className="px-1 text-meta font-medium text-fg-3">{text}</p>
}

/** The names that were reordered take each other's places; those the search hides keep theirs. */
function inPlaces(names: readonly string[], order: readonly string[]): string[] {
  const next = [...order]
  return names.map((name) => (order.includes(name) ? (next.shift() ?? name) : name))
}

/** A row a record, a column a field, each with its own editor. Narrow, a row is a small form. */
import { type KeyboardEvent, useId } from 'react'
import { useModel } from '../../client/model'
import { useMessages } from '../../i18n/locale-context'
import { Button } from '../../ui/button'
import { cn } from '../../ui/cn'
import { announce } from '../../ui/visually-hidden'
import { CompositeFrame } from '../composite-frame'
import { type EditorProps } from '../contract'
import { NestedField } from '../nested-field'
import { RowTools } from '../row-tools'
import { tableMessages } from './messages'
import { type ChildRow, columnsOf, MOST_ROWS } from './rows'
import { useRows } from './use-rows'

export function Editor(props: EditorProps<ChildRow[]>) {
  const { id, field, context, size, invalid } = props
  const words = useMessages(tableMessages)
  const hintId = useId()
  const entity = useModel().findEntity(field.to ?? '')
  const columns = entity ? columnsOf(entity, field.inverse) : []
  const rows = useRows(props.value, entity, columns, context, props.onChange)

  const focusAt = (key: string, name: string | undefined) =>
    requestAnimationFrame(() => document.getElementById(`${id}-${key}-${name}`)?.focus())
  const add = (name = columns[0]?.name) => {
    if (rows.list.length < MOST_ROWS) focusAt(rows.add(), name)
  }
  const remove = (index: number) => {
    const gone = rows.list[index]
    const next = rows.list[index + 1] ?? rows.list[index - 1]
    if (!gone) return
    rows.remove(gone.key)
    announce(words.removed(index + 1))
    if (next) focusAt(next.key, columns[0]?.name)
    else document.getElementById(id)?.focus()
  }
  const goDown = (index: number, name: string) => {
    const next = rows.list[index + 1]
    if (next) focusAt(next.key, name)
    else add(name)
  }
  const move = (event: KeyboardEvent, index: number) => {
    const step = event.altKey ? { ArrowUp: -1, ArrowDown: 1 }[event.key] : undefined
    const to = index + (step ?? 0)
    if (!step || to < 0 || to >= rows.list.length) return
    event.preventDefault()
    event.stopPropagation()
    const focused = document.activeElement?.id
    rows.move(index, to)
    announce(`${words.row(index + 1)}: ${to + 1}/${rows.list.length}`)
    requestAnimationFrame(() => focused && document.getElementById(focused)?.focus())
  }
  if (!entity) {
    return (
      <CompositeFrame editor={props}>
        <p id={id} tabIndex={-1} className="text-meta text-warn-text">
          {words.unknown}
        </p>
      </CompositeFrame>
    )
  }
  return (
    <CompositeFrame editor={props}>
      <div
        className={cn(
          'rounded-control border border-line bg-surface',
          invalid && 'border-bad ring-1 ring-bad',
        )}
      >
        {rows.list.length > 0 && (
          <div
            aria-hidden
            className="hidden gap-2 rounded-t-control border-b border-line bg-surface-2 py-1.5 pr-22 pl-2 text-meta text-fg-2 @xl:grid @xl:auto-cols-fr @xl:grid-flow-col"
          >
            {columns.map((column) => (
              <span key={column.name} className="truncate">
                {column.label}
                {column.required && <span className="text-bad"> *</span>}
              </span>
            ))}
          </div>
        )}
        <ul aria-describedby={hintId} className="divide-y divide-line">
          {rows.list.map(({ key, row }, index) => (
            <li key={key} className="flex flex-col gap-2 p-2 @sm:flex-row @sm:items-start">
              <div
                role="presentation"
                className="grid min-w-0 grow gap-2 @xs:grid-cols-2 @xl:auto-cols-fr @xl:grid-flow-col @xl:grid-cols-none"
                onKeyDown={(event) => move(event, index)}
              >
                {columns.map((column) => (
                  <NestedField
                    key={column.name}
                    id={`${id}-${key}-${column.name}`}
                    field={column}
                    of={words.row(index + 1)}
                    labelClassName="@xl:sr-only"
                    value={row[column.name] ?? null}
                    context={context}
                    onChange={(value) => rows.set(key, column.name, value)}
                    onCommit={() => goDown(index, column.name)}
                  />
                ))}
              </div>
              <span className="flex shrink-0 justify-end @sm:w-18 @sm:pt-5 @xl:pt-1">
                <RowTools
                  name={words.row(index + 1)}
                  index={index}
                  count={rows.list.length}
                  onMove={(to) => rows.move(index, to)}
                  removeLabel={words.remove(index + 1)}
                  onRemove={() => remove(index)}
                />
              </span>
            </li>
          ))}
        </ul>
        <div
          className={cn(
            'flex flex-wrap items-center gap-2 p-1.5',
            rows.list.length > 0 && 'border-t border-line',
          )}
        >
          <Button
            id={id}
            icon="plus"
            variant="ghost"
            size={size === 'cell' ? 'small' : 'toolbar'}
            aria-label={`${words.add}: ${field.label}`}
            disabled={rows.list.length >= MOST_ROWS}
            onClick={() => add()}
          >
            {words.add}
          </Button>
          {rows.list.length === 0 && <span className="text-meta text-fg-3">{words.none}</span>}
        </div>
      </div>
      <span id={hintId} className="sr-only">
        {words.hint}
      </span>
    </CompositeFrame>
  )
}

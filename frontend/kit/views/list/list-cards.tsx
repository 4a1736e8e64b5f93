/** The list on a phone: one tall row a record, virtual, the whole row is the link. */
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useEffectEvent, useMemo, useRef } from 'react'
import { KitLink, useNavigation } from '../../client/navigation'
import { FieldValue } from '../../fields/field-value'
import { titleText } from '../../fields/reference'
import { useLocale } from '../../i18n/locale-context'
import { type EntityPlan, type FieldPlan, type ViewPlan } from '../../meta/plan'
import { type Row } from '../../meta/wire'
import { RecordMark } from '../../record/record-mark'
import { Skeleton } from '../../ui/skeleton'
import { dueField } from '../due/due'
import { DueText } from '../due/due-text'
import { type RowWindow } from '../row-window'
import { cardFields } from './card-fields'
import { RowsTail } from './rows-tail'

interface ListCardsProps {
  label: string
  entity: EntityPlan
  view: ViewPlan
  columns: readonly FieldPlan[]
  list: RowWindow
  onOpen: (index: number) => void
}

const HEIGHT = 84

export function ListCards({ label, entity, view, columns, list, onOpen }: ListCardsProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const context = useLocale()
  const { recordHref } = useNavigation()
  const due = dueField(entity, view)
  const plan = useMemo(() => cardFields(columns, entity.title, due), [columns, entity.title, due])
  const virtual = useVirtualizer({
    count: list.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => HEIGHT,
    overscan: 6,
  })
  const items = virtual.getVirtualItems()
  const last = items.at(-1)?.index ?? -1
  const first = items[0]?.index ?? 0
  const sight = useEffectEvent(list.show)
  useEffect(() => {
    if (last >= 0) sight(first, last)
  }, [first, last])
  const value = (row: Row, field: FieldPlan | null, place: 'card' | 'cell' = 'card') =>
    field && <FieldValue field={field} row={row} context={context} place={place} />
  return (
    <div ref={scroller} className="h-full overflow-auto">
      <ul aria-label={label} className="relative" style={{ height: virtual.getTotalSize() }}>
        {items.map((item) => {
          const row = list.row(item.index)
          if (!row) return <CardGap key={item.index} top={item.start} />
          const title = titleText(row[entity.title], context)
          return (
            <li
              key={row.id}
              className="absolute inset-x-0 border-b border-line"
              style={{ height: HEIGHT, transform: `translateY(${item.start}px)` }}
            >
              <KitLink
                href={recordHref(entity.name, row.id)}
                onClick={(event) => {
                  if (event.metaKey || event.ctrlKey) return
                  event.preventDefault()
                  onOpen(item.index)
                }}
                className="flex h-full items-center gap-2.5 px-4"
              >
                <RecordMark entity={entity} row={row} size={40} />
                <span className="flex min-w-0 grow flex-col gap-0.5">
                  <span className="flex items-baseline justify-between gap-2">
                    <span className="truncate text-body font-medium">{title}</span>
                    <span className="num shrink-0 text-body *:font-medium">
                      {value(row, plan.figure)}
                    </span>
                  </span>
                  <span className="flex items-baseline justify-between gap-2 text-meta text-fg-2">
                    <span className="flex min-w-0">{value(row, plan.line, 'cell')}</span>
                    {plan.moment && plan.moment === due ? (
                      <DueText entity={entity} field={due} row={row} bare />
                    ) : (
                      <span className="flex shrink-0">{value(row, plan.moment)}</span>
                    )}
                  </span>
                  <span className="mt-0.5 flex h-5.5 min-w-0 gap-1.5 overflow-hidden">
                    {plan.chips.map((field) => (
                      <FieldValue
                        key={field.name}
                        field={field}
                        row={row}
                        context={context}
                        place="card"
                      />
                    ))}
                  </span>
                </span>
              </KitLink>
            </li>
          )
        })}
      </ul>
      <RowsTail list={list} />
    </div>
  )
}

/** A row on its way. */
function CardGap({ top }: { top: number }) {
  return (
    <li
      aria-busy
      className="absolute inset-x-0 flex items-center gap-2.5 border-b border-line px-4"
      style={{ height: HEIGHT, transform: `translateY(${top}px)` }}
    >
      <Skeleton className="size-10 rounded-full" />
      <Skeleton className="h-3 w-1/2" />
    </li>
  )
}
